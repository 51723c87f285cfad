// What is to be read around the figures: questions, and what is wider than the page.
if (window.DecompressionStream) {
  if (document.querySelector(".results")) wakeCalibration();
  wakeQuestions(document).then(() => {
    reachWide();
    if (document.querySelector(".switch")) followLecture();
  });
}

// What is wider than the page scrolls, with the keyboard too.
function reachWide() {
  for (const wide of document.querySelectorAll("pre, table, math[display=block]"))
    if (wide.scrollWidth > wide.clientWidth) wide.setAttribute("tabindex", 0);
}
reachWide();
addEventListener("toggle", reachWide, true);  // of a fold
addEventListener("resize", reachWide);
