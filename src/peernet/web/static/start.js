// Starts GraphiQL with the example documents as tabs, signed in with the token of the address's fragment.
(function () {
  "use strict";
  const TOKEN = "peernet.token";
  const store = window.sessionStorage;

  // A fragment never reaches the server; taken out of the address it does not stay in the history either.
  const arrived = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (arrived) {
    store.clear();
    store.setItem(TOKEN, arrived);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }

  const token = store.getItem(TOKEN);
  const headers = token ? JSON.stringify({ Authorization: "Bearer " + token }, null, 2) : "";
  const examples = JSON.parse(document.getElementById("examples").textContent);

  // Loaded again, GraphiQL looks for the tab whose headers are those it kept apart, which it does only after an edit;
  // without them it would open a copy of the tab each time.
  const kept = JSON.parse(store.getItem("graphiql:tabState") || "null");
  const active = kept && kept.tabs[kept.activeTabIndex];
  if (active && active.headers) store.setItem("graphiql:headers", active.headers);

  const editor = window.React.createElement(window.GraphiQL, {
    fetcher: window.GraphiQL.createFetcher({ url: "/graphql" }),
    // Kept for this browser tab only: a token must not outlive it.
    storage: store,
    shouldPersistHeaders: true,
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: headers ? "headers" : true,
    defaultHeaders: headers,
    defaultTabs: examples.map((query) => ({ query: query, headers: headers })),
  });
  window.ReactDOM.render(editor, document.getElementById("editor"));
})();
