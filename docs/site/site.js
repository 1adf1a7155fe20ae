// What scrolls sideways by itself can be scrolled with the keyboard too.
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".table-wrapper, .highlight pre")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
});
