// A plugin of Swagger UI: Dutch words, and names for what a screen reader could not name. What a later
// version says in other words is then in English, until it is added here.
"use strict";

const WOORDEN = new Map(Object.entries({
  "[Modified value]": "[aangepast]",
  " - ": "Weghalen",
  "Add ": "Waarde toevoegen: ",
  " item": "",
  "Additional properties": "Andere gegevens",
  "Apply credentials": "Token gebruiken",
  Authorize: "Token gebruiken",
  Authorized: "Dit token wordt gebruikt",
  "Available authorizations": "Token gebruiken",
  Cancel: "Annuleren",
  Clear: "Wissen",
  Close: "Sluiten",
  Code: "Status",
  "Collapse all": "Alles inklappen",
  "Collapse operation": "Inklappen",
  "Controls ": "Bepaalt de header ",
  " header.": ".",
  "Copy code to clipboard": "Kopiëren",
  "Copy cURL command to clipboard": "Kopiëren",
  "Copy path to clipboard": "Pad kopiëren",
  Curl: "Opdracht voor curl",
  Description: "Uitleg",
  Details: "Inhoud",
  Download: "Downloaden",
  "Edit Value": "Invullen",
  "Example Value": "Voorbeeld",
  Examples: "Voorbeelden",
  "Examples: ": "Voorbeelden: ",
  Execute: "Versturen",
  "Expand all": "Alles uitklappen",
  "Expand operation": "Uitklappen",
  Enum: "Mogelijke waarden",
  forbidden: "niet toegestaan",
  Logout: "Token niet meer gebruiken",
  "Media Type": "Mediatype",
  "Media type": "Mediatype",
  Name: "Naam",
  "No parameters": "Geen parameters",
  "Please correct the following validation errors and try again.": "Vul dit aan en verstuur opnieuw:",
  "Remove authorization": "Token niet meer gebruiken",
  "Request URL": "Adres",
  "Request body": "Inhoud van het verzoek",
  "Request content type": "Mediatype van het verzoek",
  Reset: "Herstellen",
  "Response body": "Inhoud",
  "Response headers": "Headers",
  Responses: "Antwoorden",
  "Server response": "Antwoord van het register",
  "Try it out ": "Uitproberen",
  " Undocumented ": "Niet beschreven",
  "Value:": "Token:",
  "auth-bearer-value": "Token",
  "authorization button locked": "Token in gebruik",
  "authorization button unlocked": "Token gebruiken",
}));
// Words with something of the document or of the reader between them; and what is wrong with that.
const ZINNEN = [
  [/^<i>Available values<\/i>/, "<i>Mogelijke waarden</i>"],
  [/^<i>Default value<\/i>/, "<i>Zonder keuze</i>"],
  [/^([≤≥]) (\d+) characters$/, "$1 $2 tekens"],
  [/^For '(.*?)'( at path '.*')?: /, "$1: "],
  [/(^|: )Required field is not provided\.?$/, "$1vul dit in"],
  [/(^|: )Value must follow pattern .*$/, "$1dit klopt niet"],
  [/(^|: )Value must be a DateTime\.?$/, "$1vul een datum met een tijd in"],
  [/(^|: )Value must be an integer\.?$/, "$1vul een heel getal in"],
  [/(^|: )Value must be greater than or equal to (\d+)\.?$/, "$1ten minste $2"],
  [/(^|: )Value must be less than or equal to (\d+)\.?$/, "$1hoogstens $2"],
  [/(^|: )Value must be no longer than (\d+) characters?\.?$/, "$1hoogstens $2 tekens"],
  [/(^|: )Value must be at least (\d+) characters?\.?$/, "$1ten minste $2 tekens"],
  [/(^|: )Value must be a Guid\.?$/, "$1vul een kenmerk (uuid) in"],
];
// What is added to an element with this id or class.
const KENMERKEN = {
  "auth-bearer-value": { autoComplete: "off", spellCheck: false },
  "copy-to-clipboard": { "aria-label": undefined, title: undefined }, // its button has them
  "responses-table": { role: undefined }, // it is a table, and no region of the page
  "body-param__text": { "aria-label": "Inhoud van het verzoek", spellCheck: false },
  "close-modal": { "aria-label": "Sluiten" },
  col_header: { role: "columnheader" },
  "examples-select-element": { "aria-label": "Voorbeelden" },
  microlight: { tabIndex: 0 },
  "opblock-control-arrow": { "aria-hidden": true }, // does what the button around it does
  "modal-ux": { role: "dialog", "aria-label": "Token gebruiken" },
};

function Nederlands({ React }) {
  const { createElement } = React;

  const word = (text) =>
    typeof text === "string"
      ? (WOORDEN.get(text) ?? ZINNEN.reduce((result, [from, to]) => result.replace(from, to), text))
      : text;

  const dutch = (props) => {
    const changed = { ...props };
    for (const name of ["aria-label", "source", "title"]) {
      if (name in changed) {
        changed[name] = word(Array.isArray(changed[name]) ? changed[name].join() : changed[name]);
      }
    }
    for (const name of [changed.id, ...String(changed.className ?? "").split(" ")]) {
      Object.assign(changed, KENMERKEN[name]);
    }
    if (changed.debounceTimeout && !changed.placeholder) {
      changed["aria-label"] = "Waarde"; // in the group of a parameter, below
    }
    return changed;
  };

  // This React is Swagger UI's own: nothing else draws with it. It goes from h4 to h6.
  React.createElement = (type, props, ...children) =>
    createElement(type === "h6" ? "h5" : type, dutch(props), ...children.map(word));

  // The field of a parameter, of which at most the placeholder tells which it is.
  const labelled = (Field) => (props) => {
    const name = createElement("span", { className: "visually-hidden" }, props.description);
    return createElement("label", null, name, createElement(Field, props));
  };

  // A parameter with more than one value: a new one is empty, and not some text that fits a pattern.
  const emptyAtFirst = (List) =>
    class extends List {
      addItem = () => {
        this.setState(({ value }) => ({ value: value.push("") }), this.onChange);
      };

      render() {
        const group = { role: "group", "aria-label": this.props.description };
        return createElement("div", group, super.render());
      }
    };
  return {
    wrapComponents: {
      JsonSchema_array: emptyAtFirst,
      JsonSchema_boolean: labelled,
      JsonSchema_string: labelled,
    },
  };
}
