// Numbers and texts written as Python writes them. JavaScript too rounds what a number is exactly, but from the middle
// up, where Python goes to the even neighbour.

// As `number` of xentlib/engine/style.py, for all below 10²¹. Times a power of two is exact: a whole odd number comes of
// a middle alone.
function fixed(x, digits = 2) {
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  const size = Math.abs(x), middle = size * 2 ** (digits + 1) % 2 === 1, up = size.toFixed(digits);
  const text = middle ? up.replace(/[13579]$/, odd => odd - 1) : up;
  return (x < 0 && Number(text) ? "−" : "") + text;
}

// As `scientific` of xentlib/engine/style.py, with one decimal or more.
function scientific(x, digits = 2) {
  if (!x) return "0";
  const [factor, exponent] = significant(x, digits + 1).split("e");
  const raised = String(Number(exponent)).replace(/./g, sign => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
  return `${factor} × 10${raised}`;
}

// As Python's format "g", to so many digits and without zeros at its end.
function general(x, digits) {
  const text = significant(x, digits), [factor, exponent] = text.split("e");
  if (-4 <= exponent && exponent < digits) return String(Number(text));
  return Number(factor) + "e" + exponent[0] + exponent.slice(1).padStart(2, "0");
}

// So many digits (two at least), then "e" and an exponent. Sixty digits show whether a number is a middle: no other is
// as near to one.
function significant(x, digits) {
  const middle = new RegExp(`^(-?\\d\\.\\d{${digits - 2}}[02468])50*(e.*)$`).exec(x.toExponential(60));
  return middle ? middle[1] + middle[2] : x.toExponential(digits - 1);
}

// A text of Python's with its gaps, such as {name}, filled.
function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
