"""On a page the words of a notebook stand as in JupyterLab: formulas, headings, links, folds, tables and code."""

import posixpath
import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import nbformat
import pytest
from course import FOLDER, NOTEBOOKS
from test_links import anchors

import xentlib
from xentlib.pages.words import highlighted, html_of, mathml

MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
FORMULA = re.compile(r"(?<!\\)(\$\$?)(?!\$).+?(?<!\\)\1", re.DOTALL)
# what browsers set, of all that MathML has had
CORE = set("math mfrac mi mn mo mover mroot mrow mspace msqrt mstyle msub msubsup msup".split())
CORE |= set("mtable mtd mtext mtr munder munderover".split())


def sources(notebook, kind):
    return [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == kind]


@cache
def page(notebook):
    return "\n".join(map(html_of, sources(notebook, "markdown")))


def tree(html):
    """Its elements: everything that is opened is closed."""
    return ElementTree.fromstring(f"<body>{html}</body>")


def set_formula(latex, display=False):
    return ElementTree.fromstring(mathml(latex, display))


def read(element):
    """What is seen of it, without the signs that are not."""
    return re.sub("[\N{FUNCTION APPLICATION}\N{VARIATION SELECTOR-1}]", "", "".join(element.itertext()))


def parts(element):
    return [read(part) for part in element]


of_each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


# -- formulas


@of_each_notebook
def test_every_formula_is_set(notebook):
    for source in sources(notebook, "markdown"):
        formulas = FORMULA.findall(CODE.sub("", source))
        made = [ElementTree.fromstring(found) for found in MATH.findall(html_of(source))]
        assert [element.get("display") for element in made] == [{"$$": "block"}.get(dollars) for dollars in formulas]
        for element in made:
            assert {part.tag for part in element.iter()} <= CORE
            assert not re.search(r"[\\&${}]", read(element))
        assert "$" not in MATH.sub("", html_of(source))


@pytest.mark.parametrize(
    ("latex", "seen"),
    [
        (r"D_{KL}(P \| Q)", "DKL(P‖Q)"),
        (r"D_{KL}(P \Vert Q)", "DKL(P‖Q)"),
        (r"q(x \mid c)", "q(x∣c)"),
        (r"-\ln \hat y_{\text{true}}", "−lnyˆtrue"),
        (r"0 < p \le 1", "0<p≤1"),
        (r"I(A \text{ and } B)", "I(A\N{NO-BREAK SPACE}and\N{NO-BREAK SPACE}B)"),
        (r"\#(cx)", "#(cx)"),
        (r"\lceil -\log_2 p(x) \rceil", "⌈−log2p(x)⌉"),
        (r"(\ln x)' = 1/x", "(lnx)′=1/x"),
        (r"\mathcal L = \prod_i \hat y_i", "ℒ=∏iyˆi"),
        (r"2^{-\ell} \ne \infty", "2−ℓ≠∞"),
    ],
)
def test_a_formula_shows_its_signs(latex, seen):
    assert read(set_formula(latex)) == seen


@pytest.mark.parametrize(
    ("latex", "place", "seen"),
    [
        (r"\frac1{10}", "mfrac", ["1", "10"]),
        (r"\frac pq", "mfrac", ["p", "q"]),
        (r"2^{-\ell(x)}", "msup", ["2", "−ℓ(x)"]),
        (r"\sigma_p^2", "msubsup", ["σ", "p", "2"]),
        (r"\log_2 8", ".//msub", ["log", "2"]),
        (r"\hat y_{ic}", "msub", ["yˆ", "ic"]),
        (r"\hat y_{ic}", "msub/mover", ["y", "ˆ"]),
        (r"\sqrt p", "msqrt", ["p"]),
        (r"\sum_x p(x)", "munder", ["∑", "x"]),
        (r"\sum_{i=1}^{N} c_i", "munderover", ["∑", "i=1", "N"]),
        (r"\underbrace{a + b}_{H(P)}", "munder", ["a+b⏟", "H(P)"]),
    ],
)
def test_a_formula_has_its_parts(latex, place, seen):
    assert parts(set_formula(latex, display=True).find(place)) == seen


def test_rows_are_aligned_at_their_sign():
    rows = set_formula(r"\begin{aligned} H &= a + b \\ &\le c \end{aligned}", display=True).findall(".//mtr")
    assert [parts(row) for row in rows] == [["H", "=a+b"], ["", "≤c"]]
    for row in rows:
        assert [re.search("text-align: (left|right)", cell.get("style"))[1] for cell in row] == ["right", "left"]


def test_brackets_have_the_size_that_is_asked_for():
    plain, big, bigger = (set_formula(latex)[0] for latex in ("(", r"\big(", r"\Big("))
    assert plain.get("stretchy") == "false"
    assert 1 < float(big.get("minsize").removesuffix("em")) < float(bigger.get("minsize").removesuffix("em"))


def test_a_function_stands_apart_from_its_argument():
    assert set_formula(r"\ln p").find(".//mo[@lspace]").get("lspace") == "0.1667em"
    assert set_formula(r"\ln(p)").find(".//mo[@lspace]") is None


@pytest.mark.parametrize("latex", ["r'", "(a + b)'", "c\\,r' ."])
def test_a_prime_is_raised_once(latex):
    made = set_formula(latex)
    assert "′" in read(made) and made.find(".//msup") is None


def test_an_environment_needs_no_dollars():
    assert "=b" in read(tree(html_of("\\begin{align*}\na &= b\n\\end{align*}")).find(".//math"))


@pytest.mark.parametrize(
    "latex", [r"p \nosuchsign q", r"\frac{1", "x}", "a & b", r"\begin{nosuchrows} a \end{nosuchrows}"]
)
@pytest.mark.parametrize("dollars", ["$", "$$"])
def test_what_is_unknown_in_a_formula_is_refused_by_name(latex, dollars):
    with pytest.raises(ValueError, match=re.escape(f"the formula {latex} cannot be set: ")):
        html_of(f"So {dollars}{latex}{dollars}.")


# -- headings and links


@of_each_notebook
def test_a_heading_has_the_id_of_jupyterlab(notebook):
    ids = [element.get("id") for element in tree(page(notebook)).iter() if element.get("id")]
    assert set(ids) == anchors(notebook)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("## No code beats H", "No-code-beats-H"),
        ("# A *very* `plain` **name**", "A-very-plain-name"),
        ('## "p < q" & what then?', '"p-<-q"-&-what-then?'),
    ],
)
def test_an_id_is_the_heading_as_it_is_read(heading, name):
    (made,) = tree(html_of(heading))
    assert made.get("id") == name and made.tag == f"h{heading.index(' ')}"


@of_each_notebook
def test_every_link_leads_to_a_page_and_an_id(notebook):
    pages = {other.relative_to(FOLDER).with_suffix(".html").as_posix(): other for other in NOTEBOOKS}
    here = notebook.relative_to(FOLDER).with_suffix(".html").as_posix()
    for element in tree(page(notebook)).iter("a"):
        if not re.match("https?:", element.get("href")):
            file, _, name = unquote(element.get("href")).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), file)) if file else here
            assert target in pages
            assert not name or tree(page(pages[target])).find(f'.//*[@id="{name}"]') is not None


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("02_entropy.ipynb", "02_entropy.html"),
        ("map.ipynb#The-map", "map.html#The-map"),
        ("more/map.ipynb#What-if?", "more/map.html#What-if?"),
        ("../start.ipynb", "../start.html"),
        ("#Codes", "#Codes"),
        ("#About-x.ipynb", "#About-x.ipynb"),
        ("https://example.org/01.ipynb#There", "https://example.org/01.ipynb#There"),
    ],
)
def test_a_link_to_a_notebook_becomes_one_to_its_page(link, target):
    assert tree(html_of(f"[there]({link})")).find(".//a").get("href") == target


# -- folds and tables


@of_each_notebook
def test_what_is_folded_stays_folded_and_is_set(notebook):
    made = tree(page(notebook))
    folds = list(made.iter("details"))
    assert len(folds) == sum(source.count("<details>") for source in sources(notebook, "markdown"))
    assert all(fold[0].tag == "summary" and fold.get("open") is None for fold in folds)
    assert not any("**" in read(fold) or "```" in read(fold) for fold in folds)


@of_each_notebook
def test_a_column_has_a_head_and_a_page_no_picture(notebook):
    made = tree(page(notebook))
    heads = [head for table in made.iter("table") for head in table.find("thead/tr")]
    assert all(head.tag == "th" and head.get("scope") == "col" for head in heads)
    assert len(list(made.iter("th"))) == len(heads)
    assert list(made.iter("img")) == []


def test_a_table_keeps_its_sides_and_its_formulas():
    table = tree(html_of("| a | b |\n|---|--:|\n| $p$ | 2 |")).find("table")
    assert [cell.get("style") for cell in table.iter() if cell.tag in ("th", "td")] == [None, "text-align: right"] * 2
    assert read(table.find(".//td/math")) == "p"


# -- code


@of_each_notebook
def test_code_is_as_it_was(notebook):
    for source in sources(notebook, "code"):
        made = highlighted(source)
        assert unescape(re.sub("<[^>]*>", "", made)).rstrip("\n") == source
        assert 'class="err"' not in made


def test_code_and_what_is_folded_of_it_look_alike():
    assert highlighted("def f(x):\n    return 1  # one") == html_of("```python\ndef f(x):\n    return 1  # one\n```\n")


def test_what_code_means_has_a_class():
    made = tree(highlighted('for name in "ab":\n    print(1 < 2)  # so'))
    classes = {element.text: element.get("class") for element in made.iter("span")}
    assert [classes[text] for text in ("for", "in", "print", "1", "# so")] == ["k", "ow", "nb", "mi", "c1"]


def contrast(one, other):
    """As WCAG 2 defines it."""

    def luminance(colour):
        shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_code_is_read_on_a_light_and_on_a_dark_ground():
    # the ground is that of a page, or the softer one on which code stands
    style = (Path(xentlib.__file__).parent / "pages" / "words.css").read_text(encoding="utf-8")
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for rules, ground in [(light, "#ffffff"), (light, "#f3f4f6"), (dark, "#111417"), (dark, "#1f2429")]:
        colours = dict(re.findall(r"(--\w+): (#\w+);", rules))
        assert set(colours) == set(re.findall(r"var\((--\w+)\)", style))
        assert min(contrast(colour, ground) for colour in colours.values()) >= 4.5
