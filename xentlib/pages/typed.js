// Numbers as people type them into a page's boxes, read as `read_number` of xentlib/engine/typed.py reads them. Here a
// NaN is what is no number.

// what Python takes for space: unlike \s, no byte order mark, but some control characters
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ANY_SPACE = new RegExp(SPACE, "g"), OUTER_SPACE = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

const DIGIT = /\p{Nd}/u;

const NUMBER = /^([+-]?)(?:(\d+(?:[.,]\d*)*|[.,]\d+)(?:e([+-]?\d+)|×10\^([+-]?\d+))?|10\^([+-]?\d+))$/;
const GROUPED = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d*)?$/;

// The number that was meant as { value }, or why none was as { reason }. Of the box: what 100 % are (or null), whether
// its numbers are whole, and between which they lie.
function readNumber(typed, { hundred, whole, low, high }, words) {
  const shown = typed.replace(OUTER_SPACE, ""), text = plainNumber(shown), percent = text.endsWith("%");
  let readings = (whole ? [true] : [false, true]).map(thousands => valueTyped(text.replace(/%$/, ""), thousands));
  if (!readings.every(Number.isFinite))
    return { reason: filled(words[shown ? "no number" : "nothing"], { typed: shown }) };
  if (percent && hundred === null) return { reason: words["per cent"] };
  if (percent) readings = readings.map(reading => reading * hundred / 100);
  readings.sort((one, other) => one - other);
  const fitting = readings.filter(reading => low <= reading && reading <= high);
  const [point = readings[0], thousands = point] = fitting;
  if (point === thousands) return { value: point };
  return { reason: filled(words.which, { typed: shown, point: general(point, 6), thousands: general(thousands, 6) }) };
}

// In one way of writing: ASCII, no spaces, ^ before an exponent, / in a fraction, + after its whole number.
function plainNumber(typed) {
  return typed.replace(ANY_SPACE, " ")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, raised => "^" + raised.normalize("NFKC"))
    .replace(/(\p{Nd})(?: *(?=[¼½¾⅐-⅞])| +(?=\p{Nd}+ *[/⁄] *\p{Nd}))/gu, "$1+")
    .replace(/[¼½¾⅐-⅞](?! *%?$)/g, "?")  // nothing but % follows such a sign
    .normalize("NFKC").toLowerCase()
    .replace(/[−–]/g, "-").replace(/[⁄∕÷]/g, "/").replace(/[·*⋅x]/g, "×").replace(/٪/g, "%").replace(/××/g, "^")
    .replace(/./gu, digitOf)
    .replace(/(\d) (?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d +(?=\d))| +/g, "$1");  // a space is left only between digits, where it makes no number
}

// A digit of any script as one of 0 to 9, another letter as it is: the digits of a script follow each other from 0.
function digitOf(letter) {
  if (!DIGIT.test(letter)) return letter;
  let digit = 0, code = letter.codePointAt(0);
  while (DIGIT.test(String.fromCodePoint(--code))) digit++;
  return digit % 10;  // two sets of ten may follow each other
}

// The value of a number, a fraction or a whole number and a fraction; of two, the sum.
function valueTyped(text, thousands) {
  const [, whole = "0", above, below = "1"] = /^(?:(\d+)\+(?=\d+\/\d+$))?([^/]*)(?:\/([^]*))?$/.exec(text);
  return singleNumber(above, thousands) / singleNumber(below, thousands) + Number(whole);
}

function singleNumber(text, thousands) {
  const parts = NUMBER.exec(text);
  if (!parts) return NaN;
  const [, sign, digits, exponent, power, alone] = parts;
  return Number(`${sign}${digits ? withPoint(digits, thousands) : 1}e${exponent || power || alone || 0}`);
}

// The digits with a point as the decimal mark; nothing, which is no number, if their marks have no order.
function withPoint(digits, thousands) {
  const marks = digits.match(/[.,]/g) || [], grouped = GROUPED.exec(digits);
  if (marks.length > 1 && !grouped) return "";
  if (marks.length > 1) return digits.split(grouped[1]).join("").replace(",", ".");  // 1,234.5 and 1.234.567
  return digits.replace(",", grouped && thousands ? "" : ".");
}

// Where a slider over decades puts a value: to two digits.
function twoDigits(value) {
  return Number(significant(value, 2));
}

// Where a slider of so many equal steps puts a value: 0 is its lowest place, `count` its highest.
function nearestStep(value, low, step, count) {
  const steps = Math.min(Math.max((value - low) / step, 0), count), below = Math.floor(steps);
  return steps - below > 0.5 || (steps - below === 0.5 && below % 2) ? below + 1 : below;
}
