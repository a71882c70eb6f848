/** The calls about templates to the worker that owns facteur.db. */
import { z } from 'zod';
import { Template, TemplateId } from '#core/templates/template.ts';

export const templatesProtocol = {
  /** by name */
  templates: { request: z.null(), reply: z.array(Template) },
  /** False: there are as many as there may be. */
  saveTemplate: { request: Template, reply: z.boolean() },
  removeTemplate: { request: TemplateId, reply: z.null() },
};
