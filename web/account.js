/* account.js - small comforts; the page is complete without it.
 * A link to words that were cut by another mark lights up all their pieces; Escape goes back to the link one came from. */
(function () {
  "use strict";
  var last = null;

  function light() {
    var name = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll("mark.lit").forEach(function (piece) {
      piece.classList.remove("lit");
    });
    document.querySelectorAll("mark[data-of]").forEach(function (piece) {
      if (piece.dataset.of === name) {
        piece.classList.add("lit");
      }
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#r']");
    if (link) {
      last = link;
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && last) {
      last.focus();
      last.scrollIntoView({ block: "center" });
    }
  });

  window.addEventListener("hashchange", light);
  light();
})();
