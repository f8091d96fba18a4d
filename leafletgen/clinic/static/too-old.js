/* Says so when the browser is too old for the pages. A script of the old kind: one that is too old can run it. */
(function () {
  var script = document.createElement("script");
  var known = "noModule" in script && window.HTMLDialogElement && window.structuredClone && [].toSorted &&
    window.CSS && CSS.supports("color", "color-mix(in srgb, red, blue)") && CSS.supports("height", "1dvh");
  if (!known) document.getElementById("too-old").hidden = false;
})();
