/* account.js - small comforts; the page is complete without it.
 * A link to words that were cut by another mark lights up all their pieces; Escape goes back to the link one came from; what is
 * folded away opens when a link leads into it, and for printing. */
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

  function unfold() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  }

  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (folded) { folded.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (folded) { folded.open = false; });
  });

  window.addEventListener("hashchange", light);
  window.addEventListener("hashchange", unfold);
  unfold();
  light();
})();
