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


def html_of(markdown):
    """The HTML of a Markdown cell; links to notebooks lead to their pages."""
    return MarkdownWithMath(renderer=_Words(escape=False)).render(markdown)


def highlighted(code):
    """The HTML of a code cell, in classes of pygments that words.css colours."""
    return highlight(code, PythonLexer(), HtmlFormatter())


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
        return super().link(text, _NOTEBOOK.sub(r"\1.html", url), title).replace("<a ", f"<a{_name(text)} ", 1)

    def table_cell(self, text, align=None, head=False):
        tag, scope = ("th", ' scope="col"') if head else ("td", "")
        style = f' style="text-align: {align}"' if align else ""
        return f"<{tag}{scope}{style}{_name(text) if head else ''}>{text}</{tag}>\n"


def _name(text):
    """For what begins with a formula, which is no name to some screen readers: an attribute with its letters."""
    return f' aria-label="{_TAG.sub("", text)}"' if text.startswith("<math") else ""
