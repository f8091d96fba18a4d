/**
 * The sheet as plain text, made on this page: for when there is no server left to make anything else.
 * @module
 */

import { library } from "./library_facts.js";

const FIELDS = [
  ["name", "Patient"],
  ["nhs_number", "NHS number"],
  ["review", "Next appointment"],
  ["goal", "Goal"],
  ["note", "Note to the patient"],
  ["clinician", "Clinician"],
  ["clinician_role", "Role"],
  ["clinician_contact", "Contact"],
];

/** @returns {string} What the sheet says, with each dose as it was typed or last said. */
export function asText(draft, answer) {
  const said = new Map(answer.rows.map((row) => [row.id, row]));
  const fields = FIELDS.filter(([field]) => draft[field] !== "").map(([field, label]) => `${label}: ${draft[field]}`);
  const rows = draft.rows.map((row, index) => {
    const dose = row.dose || said.get(row.id)?.dose || "its own dose";
    const note = row.note ? `. Note: ${row.note}` : "";
    return `${index + 1}. ${library.name(row.exercise)}: ${dose}${note}`;
  });
  return `${[...fields, ...rows].join("\n")}\n`;
}
