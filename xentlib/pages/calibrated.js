// The calibration of a reader: a line, a dot and a number for each group of answers.
class CalibratedGroup extends MeasuredFigure {
  measure() { return this.values; }

  // Its pieces, for what was said of its answers on average and how many came true.
  show({ said, true: came, count }) {
    this.values = [said, 100 * came / count, came, count];
    return this.pieces.map(piece => this.text(piece, [0]));
  }
}

let calibration;

async function wakeCalibration() {
  calibration = JSON.parse(document.getElementById("calibration-data").textContent);
  calibration.groups = await Promise.all(calibration.groups.map(async one => new CalibratedGroup(await inflated(one))));
}

// Of groups { name, count, true, said }: the picture, and in words what it shows.
function calibrationPicture(shown) {
  const { groups, none, words, still, size: [width, height] } = calibration;
  const pieces = shown.map((group, k) => group.count ? groups[k].show(group) : ["", "", none[k]]);
  const layers = [0, 1, 2].map(layer => pieces.map(piece => piece[layer]).join(""));
  const told = shown.filter(group => group.count)
    .map(group => filled(words.group, { ...group, said: fixed(group.said, 0) }));
  const count = shown.reduce((sum, group) => sum + group.count, 0);
  return `<div class="picture" style="max-width:${1.3 * width}px"><img alt="" width="${width}" height="${height}" ` +
    `src="data:image/webp;base64,${still}"><svg viewBox="0 0 ${width} ${height}" role="img" ` +
    `aria-label="${filled(words.picture, { count, groups: told.join("; ") })}">${layers.join("")}</svg></div>`;
}
