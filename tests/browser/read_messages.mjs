// Reads messages with postal-mime, and tells what it found in each, as JSON on standard output.
//
// node read_messages.mjs FILE.eml…

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";

const found = [];
for (const path of process.argv.slice(2)) {
  const message = await PostalMime.parse(readFileSync(path));
  found.push({
    subject: message.subject,
    from: message.from ? [message.from.name, message.from.address] : null,
    to: message.to.map(({ name, address }) => [name, address]),
    text: message.text,
    html: message.html,
    files: message.attachments.map(({ filename, mimeType, disposition, contentId, related, content }) => ({
      name: filename,
      type: mimeType,
      disposition,
      identifier: contentId ?? "",
      related: related ?? false,
      digest: createHash("sha256").update(Buffer.from(content)).digest("hex"),
    })),
  });
}
process.stdout.write(JSON.stringify(found));
