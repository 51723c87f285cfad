"""A figure on a page without a kernel: what it shows in each state, and how a reader moves it."""

import base64
import io
import itertools
import math
import random
import re

import numpy as np
import pytest
from moving import NAMES, make
from PIL import Image
from tiers import often

from xentlib import cross_entropy, entropy, kl_divergence
from xentlib.engine.controls import places
from xentlib.engine.render import overlay_svg, still_picture
from xentlib.engine.stops import load_stops
from xentlib.engine.style import number
from xentlib.pages.grids import FEWER, grid, place_of
from xentlib.pages.site import build

SMALL = ["log_bound", "self_information", "soft_label"]  # built in the first tier
ALL = [pytest.param(name, marks=[] if name in SMALL else pytest.mark.thorough, id=f"explore_{name}")
       for name in (name.removeprefix("explore_") for name in NAMES)]  # fmt: skip
TABLES = [case for case in ALL if case.values[0] not in ("priced_sentence", "twenty_questions")]
LARGEST, LARGEST_CODE = 600_000, 30_000  # bytes of a figure's page, and of the JavaScript on it
COORDINATE = re.compile(r"(?<![\w#.&;-])-?\d*\.?\d+(?![\w%.])")
NEAR = 0.0101  # pixels
PRESSED = """stop => { const button = [...document.querySelectorAll(".buttons button")]
    .find(button => button.textContent === "? " + stop); button.click(); return button.className }"""


@pytest.fixture(scope="session")
def site(tmp_path_factory, request):
    """Builds the page of a figure, and says where it is."""
    out = tmp_path_factory.mktemp("site")

    def page_of(name):
        file = out / "figures" / f"{name}.html"
        if not file.exists():
            build([name], request.config.rootpath / "notebooks", out)
        return file

    return page_of


@pytest.fixture
def opened(browser, site):
    """Opens the page of a figure, at an address in it; what is asked of another place, or goes wrong, is an error."""
    contexts = []

    def open_page(name, address="", **look):
        contexts.append(browser.new_context(**look))
        page = contexts[-1].new_page()
        page.wrong = []
        page.on("request", lambda asked: page.wrong.append(asked.url) if asked.url[:5] not in ("file:", "data:") else 0)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(site(name).as_uri() + address)
        if look.get("java_script_enabled", True):
            page.wait_for_selector(".alive")
        return page

    yield open_page
    for context in contexts:
        assert not context.pages[0].wrong
        context.close()


def drawn(svg):
    """Its elements with gaps, the definitions that these name once each, and the places in both."""
    defined = sorted(set(re.findall(r"<(?:path id|pattern).*?(?:/>|</pattern>)", svg)))
    plain = re.sub(r"<defs>.*?</defs>", "", svg) + "".join(defined)
    plain = re.sub(r"<g>((?:(?!</?g[> ]).)*)</g>", r"\1", plain).replace("<g></g>", "")
    places = []
    told = re.sub(r"<[^>]*>", lambda tag: COORDINATE.sub(lambda n: places.append(float(n[0])) or "#", tag[0]), plain)
    return told, places


def states(explorer, name, count):
    """All stops, and so many states at random."""
    chance = random.Random(name)
    yield from map(dict, explorer.stops.values())
    while count:
        state = {part: chance.choice(values) for part, values in grid(name).items()}
        if not explorer.figure.refuse(**state):
            count -= 1
            yield state


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_that_of_the_live_figure(opened, name):
    page, explorer = opened(name), make(f"explore_{name}")
    asked = list(states(explorer, name, often(200, 60)))
    shown = page.evaluate(
        """places => { const { figure } = document.querySelector(".explorer").explorer
            return places.map(place =>
                [figure.refusalOf(place) ?? "", figure.sentenceOf(place), figure.overlayOf(place)]) }""",
        [place_of(name, state) for state in asked],
    )
    for state, (refusal, sentence, overlay) in zip(asked, shown, strict=True):
        explorer.goto(**state)
        live = overlay_svg(explorer.figure, "", name)
        (told, places), (live_told, live_places) = drawn(overlay), drawn(live[live.index(">") + 1 : -len("</svg>")])
        assert (refusal, sentence, told) == ("", explorer.sentence, live_told)
        assert places == pytest.approx(live_places, abs=NEAR)


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_one_small_file(opened, site, name):
    text = site(name).read_text(encoding="utf-8")
    code = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    assert len(text.encode()) <= LARGEST and len(code) == 1 and len(code[0].encode()) <= LARGEST_CODE
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    page = opened(name)
    assert page.locator(".explorer.alive").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ALL)
def test_all_stops_ask_then_move_then_tell(opened, name):
    page, explorer = opened(name, reduced_motion="reduce"), make(f"explore_{name}")
    asked, start = page.locator(".asked"), page.locator(".sentence").inner_text()
    for called, stop in explorer.stops.items():
        page.evaluate(PRESSED, called)
        assert stop.ask in asked.inner_text() and stop.notice not in asked.inner_text()
        explorer.goto(**stop)
        while stop.notice not in asked.inner_text():
            assert page.evaluate(PRESSED, called) == "pressed"
        assert page.locator(".sentence").inner_text() == explorer.sentence
        assert page.locator(".picture > :last-child").get_attribute("aria-label") == explorer.sentence
    page.get_by_role("button", name="Reset").click()
    assert page.locator(".sentence").inner_text() == start and page.locator(".pressed").count() == 0


def test_what_is_typed_is_read_as_in_a_notebook(opened):
    page = opened("soft_label")
    box, bubble = (
        page.get_by_role("textbox", name="prediction ŷ"),
        page.locator(".row", has_text="prediction ŷ").locator(".bubble"),
    )
    for typed, shown, said in [
        ("1/4", "0.25", ""),
        ("30 %", "0.3", ""),
        ("0,404", "0.4", "0,404 → 0.4: the steps are 0.01 wide."),
        ("2", "0.4", "2: it must lie between 0.01 and 0.99. Still 0.4."),
        ("much", "0.4", "“much” is not a number. Still 0.4."),
        ("", "0.4", "Type a number. Still 0.4."),
    ]:
        box.fill(typed)
        box.press("Enter")
        assert (box.input_value(), bubble.inner_text()) == (shown, said)
    page.get_by_role("slider", name="label y").press("ArrowLeft")
    assert bubble.inner_text() == "" and "y = 0.99" in page.locator(".sentence").inner_text()


def test_a_slider_over_decades_takes_two_digits_and_stops_at_its_places(opened):
    page = opened("self_information")
    box, slider = page.get_by_role("textbox", name="p"), page.get_by_role("slider", name="p")
    box.fill("0.01234")
    box.press("Enter")
    assert box.input_value() == "0.012" and page.locator(".bubble").first.inner_text().endswith("two digits are kept.")
    slider.press("ArrowRight")
    assert (box.input_value(), slider.get_attribute("aria-valuetext")) == ("0.02", "0.02")
    page.get_by_text("log", exact=True).click()
    slider.press("Home")
    assert box.input_value() == "1e-10"
    box.fill("1e-11")
    box.press("Enter")
    assert "be 0 or lie between 1e-10 and 1" in page.locator(".bubble").first.inner_text()


@pytest.mark.thorough
def test_what_has_no_meaning_is_refused_beside_its_control(opened):
    page = opened("total_cost", "#total_cost?P_A=1&P_B=0&P_C=0")
    page.get_by_role("slider", name="P weight A").press("Home")
    assert page.locator(".bubble").first.inner_text() == "Not possible: one weight at least must be above 0."
    assert page.get_by_role("textbox", name="P weight A").input_value() == "1"


def test_the_address_holds_the_state_and_leads_to_it(opened):
    page = opened("soft_label", "#soft_label?y=0.9&q=0.4")
    assert page.locator(".sentence").inner_text().startswith("Label y = 0.90, prediction ŷ = 0.40:")
    page.get_by_role("slider", name="label y").press("End")
    page.wait_for_url("**#soft_label?y=1&q=0.4")
    start = make("explore_soft_label").state["q"]
    page.evaluate("location.hash = '#soft_label?y=1/2&q=7&p=0.2'")
    page.get_by_text(f"7: it must lie between 0.01 and 0.99. Still {start}.").wait_for()
    assert page.locator(".sentence").inner_text().startswith(f"Label y = 0.50, prediction ŷ = {start:.2f}:")
    assert page.locator(".asked").inner_text() == "The address has p, and this figure has no such control."


@pytest.mark.thorough
def test_an_address_is_followed_as_a_whole_or_not_at_all(opened):
    """One number after the other, the first of these would lead through states that are none."""
    zeros = "P_A=0&P_B=0&P_C=0"
    page = opened("total_cost", f"#total_cost?{zeros}".replace("P_C=0", "P_C=1"))
    assert page.get_by_role("textbox", name="P weight A").input_value() == "0"
    page.evaluate(f"location.hash = '#total_cost?{zeros}'")
    page.locator(".asked", has_text="must").wait_for()
    start = make("explore_total_cost").state
    assert page.get_by_role("textbox", name="P weight A").input_value() == f"{start['P_A']:g}"


@pytest.mark.parametrize(("width", "height"), [(390, 500), (800, 340)])
def test_on_a_phone_the_picture_stays_in_the_window_with_its_last_button(opened, width, height):
    page = opened("soft_label", viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    page.locator(".buttons button").last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(200)
    box = page.locator(".picture").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= page.locator(".buttons button").last.bounding_box()["y"]


@pytest.mark.parametrize("way", ["across", "down"])
def test_a_finger_moves_a_slider_or_scrolls_the_page(opened, way):
    page = opened("soft_label", viewport={"width": 390, "height": 400}, has_touch=True, is_mobile=True)
    slider = page.get_by_role("slider", name="label y")
    slider.scroll_into_view_if_needed()
    before, top = page.locator(".sentence").inner_text(), page.evaluate("scrollY")
    box, fingers = slider.bounding_box(), page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    for n in range(11):
        place = {"x": x + 10 * n, "y": y} if way == "across" else {"x": x, "y": y - 10 * n}
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove" if n else "touchStart", "touchPoints": [place]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("([top, moved]) => (scrollY > top) !== moved", arg=[top, way == "across"])
    assert (page.locator(".sentence").inner_text() == before) == (way == "down")


def test_a_quick_third_press_ends_the_glide_and_a_tap_takes_a_note_away(opened):
    page = opened("binary_entropy", "#binary_entropy?p=7", reduced_motion="no-preference")
    note, stop = page.locator(".bubble").first, page.locator(".buttons button").first
    assert note.inner_text().startswith("7: it must lie between")
    note.click()
    assert note.inner_text() == ""
    named = stop.inner_text().removeprefix("? ")
    page.evaluate("() => [1, 2, 3].forEach(() => document.querySelector('.buttons button').click())")
    told = load_stops("binary_entropy")[named]
    assert told.notice in page.locator(".asked").inner_text()
    assert f"p(heads) = {told['p']:.2f}" in page.locator(".sentence").inner_text()
    page.wait_for_url(f"**p={told['p']}**")


def test_a_stop_glides_through_true_states(opened):
    page, explorer = opened("soft_label", "#soft_label?y=1&q=0.7"), make("explore_soft_label")
    page.evaluate("""() => { window.seen = []; new MutationObserver(() =>
        seen.push(document.querySelector(".sentence").textContent))
        .observe(document.querySelector(".sentence"), { childList: true }) }""")
    page.evaluate(PRESSED, "soft label")
    page.evaluate(PRESSED, "soft label")
    explorer.goto(**explorer.stops["soft label"])
    page.wait_for_function("sentence => seen.at(-1) === sentence", arg=explorer.sentence)
    seen = page.evaluate("seen")
    places = [re.match(r"Label y = ([\d.]+), prediction ŷ = ([\d.]+):", one).groups() for one in seen]
    assert len(set(places)) > 5
    for sentence, (y, q) in zip(seen, places, strict=True):
        explorer.goto(y=float(y), q=float(q))
        assert sentence == explorer.sentence


@pytest.mark.parametrize("width", [320, 390, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_and_nothing_is_ours_that_axe_finds(opened, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened("self_information", viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_without_javascript_picture_text_and_words_are_there(opened):
    page, explorer = opened("soft_label", java_script_enabled=False), make("explore_soft_label")
    assert page.get_by_role("img", name=explorer.sentence, exact=True).bounding_box()["height"] > 200
    assert page.locator(".sentence").inner_text() == explorer.sentence
    assert page.locator("noscript").text_content() == "Without JavaScript the figures stand still."
    for stop in explorer.stops.values():
        page.get_by_text(stop.ask).click()
        assert page.get_by_text(stop.notice).is_visible()


def test_a_print_has_questions_and_answers_and_no_buttons(opened):
    page, explorer = opened("soft_label"), make("explore_soft_label")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.get_by_text(stop.notice).is_visible() for stop in explorer.stops.values())
    assert page.locator("button:visible, input:visible").count() == 0


VALUES = """([first, unit]) => {
    const { figure } = document.querySelector(".explorer").explorer, weights = [], found = []
    for (let n = 0; n < 1331; n++) weights.push([Math.floor(n / 121), Math.floor(n / 11) % 11, n % 11])
    const those = weights.slice(1)
    for (const p of those.filter(p => p[0] === first))
        for (const q of those) found.push(...figure.measure([...p, ...q, unit]))
    const bytes = new Uint8Array(Float64Array.from(found).buffer), parts = []
    for (let k = 0; k < bytes.length; k += 8192) parts.push(String.fromCharCode(...bytes.subarray(k, k + 8192)))
    return btoa(parts.join("")) }"""


def costs(p, q, base):
    everywhere = np.zeros(np.broadcast_shapes(p.shape, q.shape)[:-1])
    return [entropy(p, base=base) + everywhere, kl_divergence(p, q, base=base), cross_entropy(p, q, base=base)]


def divergences(p, q, base):
    return [kl_divergence(p, q, base=base), kl_divergence(q, p, base=base)]


MEASURED = {"total_cost": costs, "divergence": divergences}


@pytest.mark.thorough
@pytest.mark.parametrize("name", MEASURED)
def test_what_a_page_calculates_has_the_digits_of_python_over_the_whole_grid(opened, name):
    """All weights of P and Q with a meaning, in both units: so near to Python's numbers that none has another fourth
    decimal, and those that lie just between two are written the same.
    """
    page, between = opened(name), {}
    weights = np.array(list(itertools.product(range(11), repeat=3)))[1:]
    everything = weights / weights.sum(axis=1, keepdims=True)
    for first, (unit, base) in itertools.product(range(11), enumerate([2, math.e])):
        p, q = everything[weights[:, 0] == first][:, None], everything[None]
        numbers = MEASURED[name](p, q, base)
        expected = np.stack(numbers, axis=-1).ravel()
        shown = np.frombuffer(base64.b64decode(page.evaluate(VALUES, [first, unit])))
        finite = np.isfinite(expected)
        assert np.array_equal(finite, np.isfinite(shown))
        assert np.abs(shown[finite] - expected[finite]).max() < 1e-13
        near = finite & (np.abs(np.modf(np.where(finite, expected, 0) * 1e4)[0] - 0.5) < 1e-8)
        between |= dict(zip(expected[near], shown[near], strict=True))
    assert all(number(python, 4) == number(javascript, 4) for python, javascript in between.items())


STILL = """async place => {
    const { explorer } = document.querySelector(".explorer"), canvas = document.querySelector("canvas.above")
    explorer.go(place)
    await explorer.drawn
    if (!canvas.hidden) return canvas.toDataURL()
    canvas.width = explorer.whole.naturalWidth
    canvas.height = explorer.whole.naturalHeight
    canvas.getContext("2d").drawImage(explorer.whole, 0, 0)
    return canvas.toDataURL() }"""


@pytest.mark.parametrize("name", TABLES)
def test_the_stills_of_a_page_are_those_of_the_figure(opened, name):
    """To the last pixel."""
    page, figure, seen = opened(name), make(f"explore_{name}").figure, {}
    for state in states(make(f"explore_{name}"), name, 20):
        figure.update(**state)
        seen.setdefault(figure.key, state)
    for state in list(seen.values())[:6]:
        figure.update(**state)
        address = page.evaluate(STILL, place_of(name, state))
        shown = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))).convert("RGB")
        assert np.array_equal(np.asarray(shown), np.asarray(still_picture(figure)))


def test_where_a_page_has_fewer_values_it_has_those_of_the_stops():
    for name, controls in FEWER.items():
        explorer = make(f"explore_{name}")
        for part, fewer in controls.items():
            values = grid(name)[part]
            assert set(fewer) <= set(values) and len(values) < len(places(explorer.controls[part]))
            assert {stop[part] for stop in explorer.stops.values()} <= set(values)


@pytest.mark.thorough
def test_a_number_that_a_page_does_not_have_goes_to_the_nearest_and_that_is_said(opened):
    page = opened("narrowing_interval", "#narrowing_interval?Q_A=3&Q_B=2&Q_C=1&message=BACABA&n=6")
    assert page.locator(".sentence").inner_text().startswith("Q = (0.500, 0.333, 0.167)")
    box = page.get_by_role("textbox", name="Q weight A")
    box.fill("6")
    box.press("Enter")
    assert box.input_value() == "5"
    assert page.locator(".bubble").first.inner_text() == "6 → 5: the nearest that this page has."
    assert page.locator(".note").inner_text().startswith("This page has fewer values of Q weight A")


def test_an_unknown_name_is_told_with_the_nearest(tmp_path, request):
    with pytest.raises(ValueError, match="must be a notebook or an explorer, such as cross_entropy_map"):
        build(["crossentropy_map"], request.config.rootpath / "notebooks", tmp_path)
    with pytest.raises(ValueError, match="notebooks must be a folder with notebooks"):
        build([], tmp_path, tmp_path)


def test_the_command_says_what_it_did_not_understand(capsys, monkeypatch):
    from xentlib.pages import __main__

    monkeypatch.setattr("sys.argv", ["xentlib.pages", "soft_labels"])
    with pytest.raises(SystemExit):
        __main__.main()
    assert "such as soft_label" in capsys.readouterr().err
