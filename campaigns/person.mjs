// A person as REST sees one: a session with a file in it, whose facts can be read again.
import { until } from "./chance.mjs";

const chapter = `# The harbour light

The lighthouse of the harbour was built in 1871. Its keeper trims the lamp every evening and writes the weather into a book.

## Refunds

A refund for a harbour ticket is paid within fourteen days. The keeper signs every refund himself.
`;

/** What makes the content liaison ask the model; `id` tells the question apart from others. */
export const questionOf = (id) => `What does it say about refunds (${id})?`;

export async function newPerson(base) {
  const answer = await fetch(`${base}/api/sessions`, { method: "POST" });
  const { session_id, session_token } = await answer.json();
  const headers = { authorization: `Bearer ${session_token}` };
  const form = new FormData();
  form.append("file", new Blob([chapter], { type: "text/markdown" }), "harbour.md");
  const upload = await fetch(`${base}/api/files`, { method: "POST", headers, body: form });
  const { file_id } = await upload.json();
  const isRead = async () => {
    const { files } = await (await fetch(`${base}/api/files`, { headers })).json();
    return files.some((file) => file.state === "ready");
  };
  if (!(await until(isRead, 15_000, 50))) throw new Error("The uploaded file was not read in 15 s");
  return { session_id, session_token, file_id, headers };
}

/** All facts of the session as the REST call tells them. */
export async function factsOf(base, { session_id, headers }) {
  const facts = [];
  for (let from = 1; from !== undefined; ) {
    const answer = await fetch(`${base}/api/sessions/${session_id}/facts?from=${from}&limit=1000`, { headers });
    if (answer.status !== 200) throw new Error(`The facts were answered with status ${answer.status}`);
    const page = await answer.json();
    facts.push(...page.facts);
    from = page.next;
  }
  return facts;
}
