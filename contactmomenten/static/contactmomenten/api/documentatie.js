// Starts Swagger UI on the documentation page of the API. What it needs to know of the page stands in
// attributes of the element that it is drawn in; the words and names are in nederlands.js.
"use strict";

const plaats = document.getElementById("uitproberen");

// Before Swagger UI itself is there: else it takes over every link within the page, and then the one
// past the header no longer moves the focus.
window.noZensmooth = true;

// What Swagger UI shows: the page itself has the rest of its usual layout already, and the one main.
const Indeling = ({ React: { createElement } }) => ({
  components: {
    Indeling({ getComponent, specSelectors }) {
      const status = specSelectors.loadingStatus();
      if (status === "failed") {
        const text = "De beschrijving kan niet worden geladen. Laad de pagina opnieuw.";
        return createElement("p", { role: "alert" }, text);
      }
      if (status !== "success") {
        return createElement("p", { role: "status" }, "De beschrijving wordt geladen.");
      }
      return createElement(
        "div",
        { className: "swagger-ui" },
        createElement("h2", null, "Verzoeken"),
        createElement(getComponent("AuthorizeBtnContainer", true)),
        createElement(getComponent("operations", true)),
      );
    },
  },
});

// Swagger UI gets stuck in colouring the answer with a few thousand records.
const LONGEST_IN_COLOUR = 100_000; // characters: some dozens of records

const LangeAntwoorden = ({ React: { createElement } }) => ({
  wrapComponents: {
    SyntaxHighlighter: (InColour, { getComponent }) => (props) =>
      props.children.length > LONGEST_IN_COLOUR
        ? createElement(getComponent("PlainTextViewer"), null, props.children)
        : createElement(InColour, props),
  },
});

// Not every server gets other characters in a header than those of ASCII.
const REDEN = "X-Audit-Toelichting";
const written = (reden) => reden?.replace(/[^ -~]+/gu, encodeURIComponent);

// The command for curl, as it is for whoever copies it: without the CSRF token of this page.
const Opdracht = ({ React: { createElement } }) => ({
  wrapComponents: {
    curl: (Curl) => (props) =>
      createElement(Curl, {
        ...props,
        request: props.request.updateIn(["headers", REDEN], written),
      }),
  },
});

// A token that somebody fills in is all that proves who calls: the session of the browser stays out
// of it. Without one the session does, and then a write needs the CSRF token of this page.
function send(request) {
  const { headers } = request;
  if (headers.Authorization) {
    request.credentials = "omit";
  } else if (request.method !== "GET" && plaats.dataset.csrfToken) {
    headers["X-CSRFToken"] = plaats.dataset.csrfToken;
  }
  if (headers[REDEN]) {
    headers[REDEN] = written(headers[REDEN]);
  }
  return request;
}

// Swagger UI is dark where this class is; the admin has an attribute, or follows the computer.
const computer = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  const { classList, dataset } = document.documentElement;
  classList.toggle("dark-mode", dataset.theme === "auto" ? computer.matches : dataset.theme === "dark");
}

document.addEventListener("DOMContentLoaded", () => {
  showTheme();
  computer.addEventListener("change", showTheme);
  SwaggerUIBundle({
    url: plaats.dataset.openapi,
    domNode: plaats,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [Indeling, LangeAntwoorden, Opdracht, Nederlands],
    layout: "Indeling",
    requestInterceptor: send,
    syntaxHighlight: { theme: "tomorrow-night" },
    showMutatedRequest: false,
    persistAuthorization: false,
    queryConfigEnabled: false,
    validatorUrl: null,
  });
});
