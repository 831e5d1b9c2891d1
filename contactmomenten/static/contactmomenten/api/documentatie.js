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

// A header holds no other characters than those of ASCII, so the rest of a reason is percent-encoded:
// in the request and in the command for curl, and not in the field.
const toHeader = (reden) => reden?.replace(/[^ -~]+/gu, encodeURIComponent);
const fromHeader = (reden) =>
  reden?.replace(/(?:%[89a-f][0-9a-f])+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run; // part of a letter, or no UTF-8
    }
  });

const Reden = ({ React: { createElement } }) => ({
  wrapComponents: {
    JsonSchema_string: (Field) => (props) =>
      props.description === "X-Audit-Toelichting"
        ? createElement(Field, {
            ...props,
            value: fromHeader(props.value),
            onChange: (reden) => props.onChange(toHeader(reden)),
          })
        : createElement(Field, props),
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
    plugins: [Indeling, LangeAntwoorden, Reden, Nederlands],
    layout: "Indeling",
    requestInterceptor: send,
    syntaxHighlight: { theme: "tomorrow-night" },
    showMutatedRequest: false, // the command for curl is without the CSRF token
    persistAuthorization: false,
    queryConfigEnabled: false,
    validatorUrl: null,
  });
});
