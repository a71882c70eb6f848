/** The table of facteur.db that holds templates. Every change is on disk when it returns. */
import { z } from 'zod';
import { MOST_TEMPLATES, Template, type TemplateId } from '#core/templates/template.ts';
import type { Database } from '../database/database.ts';
import { blobText } from '../database/salvage.ts';

export const TEMPLATE_TABLE = `CREATE TABLE template (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;`;

const Row = z.strictObject({ data: blobText });

export function listTemplates(database: Database): Template[] {
  return database
    .all('SELECT CAST(data AS BLOB) AS data FROM template')
    .map((row) => Template.parse(JSON.parse(Row.parse(row).data)))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

export function saveTemplate(database: Database, template: Template): boolean {
  return (
    database.run(
      `INSERT INTO template (id, data) SELECT ?1, ?2
       WHERE EXISTS (SELECT 1 FROM template WHERE id = ?1) OR (SELECT count(*) FROM template) < ?3
       ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
      [template.id, JSON.stringify(template), MOST_TEMPLATES],
    ) === 1
  );
}

export function removeTemplate(database: Database, id: TemplateId): void {
  database.run('DELETE FROM template WHERE id = ?', [id]);
}
