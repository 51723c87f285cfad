"""The words of a notebook on a page: Markdown as HTML with its formulas in MathML, and code in colours.

Nothing is fetched: a browser sets MathML by itself. `math-core` writes it, since it knows TeX's spaces, aligned rows
and big brackets, and refuses what it does not know.
"""

import re
from html import escape, unescape

from math_core import LatexError, LatexToMathML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_MATHML = LatexToMathML(fancy_error=False)
# a prime after one letter or bracket
_RAISED_PRIME = re.compile(r"<msup>(<(m[io])\b[^>]*>[^<]*</\2>)<mo>′</mo></msup>")
_TAG = re.compile(r"<[^>]*>")
_NOTEBOOK = re.compile(r"^(?!\w+:)([^#]*)\.ipynb(?=#|$)")

# Without a font that has a table of mathematics, sums stay small and brackets do not grow. The shadow is not seen:
# by it Chromium knows how far a brace may reach, and draws all of it.
MATH_STYLE = """\
math {
  font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", "Noto Sans Math", math;
}
math[display="block"] { overflow: auto hidden; padding: 0.4em 0; }
munder[accentunder] > mo { box-shadow: 0 0 0 12em transparent; }
"""

CODE_STYLE = """\
.highlight { --keyword: #00692d; --name: #1750a5; --string: #a31621; --number: #7a4300; --comment: #5a636b; }
@media (prefers-color-scheme: dark) {
  .highlight { --keyword: #7fd48f; --name: #8fbcff; --string: #ff9f94; --number: #e6b566; --comment: #a0a9b2; }
}
.highlight span[class^="k"], .highlight .ow { color: var(--keyword); font-weight: bold; }
.highlight .nb, .highlight .nc, .highlight .ne, .highlight .nf { color: var(--name); }
.highlight span[class^="s"] { color: var(--string); }
.highlight span[class^="m"] { color: var(--number); }
.highlight span[class^="c"] { color: var(--comment); font-style: italic; }
"""


def html_of(markdown):
    """The HTML of a Markdown cell; links to notebooks lead to their pages."""
    return MarkdownWithMath(renderer=_Words(escape=False)).render(markdown)


def highlighted(code):
    """The HTML of a code cell, in classes of pygments that `CODE_STYLE` colours."""
    # wide lines scroll, with the keyboard too
    return highlight(code, PythonLexer(), HtmlFormatter()).replace("<pre>", '<pre tabindex="0">')


def mathml(latex, display):
    """A formula of LaTeX, between two lines of text if `display`, else inside a line.

    Raises
    ------
    ValueError
        If something in the formula is unknown.
    """
    try:
        made = _MATHML.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"the formula {latex.strip()} cannot be set: {error}") from error
    # XML has no name for this sign, nor need the page have one
    made = made.replace("&ApplyFunction;", "\N{FUNCTION APPLICATION}")
    # in all fonts the prime is raised: in a superscript it would be tiny, and stand too high
    return _RAISED_PRIME.sub(r'\1<mo lspace="0" rspace="0">′</mo>', made)


class _Words(IPythonRenderer):
    """nbconvert's renderer, with formulas set, and with headings as JupyterLab names them."""

    def block_math(self, body):
        return mathml(body, display=True)

    def inline_math(self, body):
        return mathml(body, display=False)

    def latex_environment(self, name, body):
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", display=True)

    def heading(self, text, level, **attrs):
        name = unescape(_TAG.sub("", text)).replace(" ", "-")
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        made = super().link(text, _NOTEBOOK.sub(r"\1.html", url), title)
        # a formula alone is no name to all screen readers
        return made.replace("<a ", f'<a aria-label="{_TAG.sub("", text)}" ', 1) if text.startswith("<math") else made

    def table(self, text):
        return super().table(text).replace("<table>", '<table tabindex="0">', 1)  # wide ones scroll

    def table_cell(self, text, align=None, head=False):
        tag, scope = ("th", ' scope="col"') if head else ("td", "")
        style = f' style="text-align: {align}"' if align else ""
        return f"<{tag}{scope}{style}>{text}</{tag}>\n"
