/** The thread that owns facteur.db: a save is on disk when it is answered. What drafts are for is drafts.ts's. */
import {
  completeContacts,
  importContacts,
  pageOfContacts,
  putContact,
  removeContact,
  saveContact,
} from '../contacts/contacts-tables.ts';
import { findLists, importLists, openList, removeList, saveList } from '../contacts/lists-tables.ts';
import { check, type Database, migrate, openDatabase } from '../database/database.ts';
import { isDamage, undamaged } from '../database/salvage.ts';
import { walIntact } from '../database/wal-check.ts';
import type { CallsOf } from '../database/worker-link.ts';
import { serve } from '../database/worker-serve.ts';
import {
  attach,
  attachmentsOf,
  insertAttachment,
  orderAttachments,
  setRemoved,
} from './attachments-tables.ts';
import { rename, setContent, takeBack } from './contents-tables.ts';
import { draftsProtocol, type Everything } from './drafts-protocol.ts';
import { eraseDrafts, findDraft, insertDraft, listDrafts, moveDraft } from './drafts-tables.ts';
import { restoreVersion, saveDraft, submittedDrafts } from './drafts-tables.ts';
import { salvageAll, sweepRemoved, versions } from './store-tables.ts';
import { addWord, listWords, removeWord } from '../spelling/words-tables.ts';
import { listTemplates, removeTemplate, saveTemplate } from '../templates/templates-tables.ts';
import { findVersion, versionsOf } from './versions-tables.ts';

let opened: Database | undefined;
/** what could not be read whole is left as it is */
let sound = false;
const database = (): Database => {
  if (opened === undefined) throw new Error('drafts not open');
  return opened;
};

function open(path: string): Everything | null {
  try {
    opened = openDatabase(path, { journalMode: 'wal', synchronous: 'full', busyTimeout: 2000 });
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { drafts: [], attachments: [], contacts: [], lists: [], words: [] };
  }
  // Nothing may be written before the log was looked at.
  const whole = walIntact(path) && undamaged(() => check(database()));
  if (!whole) return salvageAll(database());
  migrate(database(), versions);
  sound = true;
  return null;
}

function recover(path: string, found: Everything): void {
  const copy = openDatabase(path, { journalMode: 'delete', synchronous: 'full' });
  migrate(copy, versions);
  copy.transaction(() => {
    for (const draft of found.drafts) insertDraft(copy, draft);
    for (const attachment of found.attachments) insertAttachment(copy, attachment);
    for (const contact of found.contacts) putContact(copy, contact);
    for (const list of found.lists) saveList(copy, list);
    for (const word of found.words) addWord(copy, word);
  });
  copy.close();
}

serve<CallsOf<typeof draftsProtocol>>(
  draftsProtocol,
  {
    open: ({ path }) => open(path),
    recover: ({ path, found }) => {
      recover(path, found);
      return null;
    },
    sweep: () => sweepRemoved(database()),
    list: () => listDrafts(database()),
    create: (draft) => {
      insertDraft(database(), draft);
      return null;
    },
    find: (id) => {
      const draft = findDraft(database(), id);
      return draft === undefined ? null : { draft, attachments: attachmentsOf(database(), id) };
    },
    save: (save) => saveDraft(database(), save),
    move: ({ id, from, to, submissionId }) => moveDraft(database(), id, from, to, submissionId),
    erase: (erasures) => eraseDrafts(database(), erasures),
    submitted: () => submittedDrafts(database()),
    attach: ({ draftId, attachment }) => attach(database(), draftId, attachment),
    templates: () => listTemplates(database()),
    saveTemplate: (template) => saveTemplate(database(), template),
    removeTemplate: (id) => {
      removeTemplate(database(), id);
      return null;
    },
    words: () => listWords(database()),
    addWord: (word) => addWord(database(), word),
    removeWord: (word) => {
      removeWord(database(), word);
      return null;
    },
    versions: (id) => versionsOf(database(), id),
    version: ({ id, number }) => findVersion(database(), id, number),
    takeVersion: (taken) => restoreVersion(database(), taken),
    detach: ({ draftId, id, removed }) => setRemoved(database(), draftId, id, removed),
    rename: (renamed) => rename(database(), renamed),
    content: (content) => setContent(database(), content),
    contentBefore: (which) => takeBack(database(), which),
    order: ({ draftId, ids }) => {
      orderAttachments(database(), draftId, ids);
      return null;
    },
    'contacts.complete': ({ typed, limit }) => completeContacts(database(), typed, limit),
    'contacts.page': (page) => pageOfContacts(database(), page),
    'contacts.save': ({ was, input }) => saveContact(database(), was, input),
    'contacts.remove': (address) => removeContact(database(), address),
    'contacts.restore': (contacts) => {
      database().transaction(() => {
        for (const contact of contacts) putContact(database(), contact);
      });
      return null;
    },
    'contacts.import': ({ contacts, lists }) =>
      database().transaction(() => ({
        ...importContacts(database(), contacts),
        lists: importLists(database(), lists),
      })),
    'contacts.lists': ({ typed, limit }) => findLists(database(), typed, limit),
    'contacts.list': (id) => openList(database(), id),
    'contacts.saveList': (list) => saveList(database(), list),
    'contacts.removeList': (id) => removeList(database(), id),
  },
  () => {
    // SQLite would do it with the thread's end, which may come late.
    if (sound) database().get('PRAGMA wal_checkpoint(TRUNCATE)');
    opened?.close();
  },
);
