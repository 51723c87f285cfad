// Numbers written as Python writes them. JavaScript too rounds what a number is exactly, but from the middle up, where
// Python goes to the even neighbour.

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
