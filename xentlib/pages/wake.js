// Each figure is woken when it is near the window, and the one of the address first.
const watch = new IntersectionObserver(seen => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) {
    watch.unobserve(target);
    wake(target);
  }
}, { rootMargin: "1200px" });
if (window.DecompressionStream) {  // else the pictures and their words stay as they are
  document.querySelectorAll(".explorer").forEach(host => watch.observe(host));
  followAddress();
  addEventListener("hashchange", followAddress);
}

// On paper all folds are open; those that were closed are closed again.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach(fold => fold.open = true);
});
addEventListener("afterprint", () => opened.forEach(fold => fold.open = false));
