// The order in which the search shows what it found: a heading that has the very words comes first.
var Scorer = {
  score: ([, title, , , score]) => {
    const sought = new URLSearchParams(location.search).get("q")?.trim().toLowerCase();
    return sought && title.toLowerCase().includes(sought) ? score + 100 : score;
  },
  // What follows are Sphinx's own weights.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
