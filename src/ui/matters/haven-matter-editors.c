/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-editors.h"

#include "haven-certification-dialog.h"
#include "haven-deadline-dialog.h"
#include "haven-evidence-dialog.h"
#include "haven-matter-change-dialog.h"
#include "haven-note-writer.h"
#include "haven-party.h"
#include "haven-party-dialog.h"
#include "haven-settle-dialog.h"
#include "haven-trigger-dialog.h"

/** Returns: (nullable): that date of the matter */
const HavenDeadline *
haven_matter_editors_find_deadline (const HavenMatterPage *page, const char *id)
{
  for (guint i = 0; id && i < page->deadlines->len; i++)
    {
      const HavenDeadline *deadline = page->deadlines->pdata[i];

      if (g_str_equal (deadline->id, id))
        return deadline;
    }
  return NULL;
}

static const HavenCertification *
find_certification (const HavenMatterPage *page, const char *id)
{
  for (guint i = 0; id && i < page->certifications->len; i++)
    {
      const HavenCertification *certification = page->certifications->pdata[i];

      if (g_str_equal (certification->id, id))
        return certification;
    }
  return NULL;
}

static AdwDialog *
create_certification_dialog (HavenWorkspace *workspace, const HavenMatterPage *page, const char *subject_id)
{
  g_auto (GStrv) parts = g_strsplit (subject_id, "/", 2);
  const HavenCertification *certification = find_certification (page, parts[0]);

  if (g_str_equal (subject_id, page->matter->id))
    return haven_certification_dialog_new_ask (workspace, page->matter);
  if (certification == NULL || parts[1] == NULL || !g_str_equal (certification->state, "requested"))
    return NULL;
  return haven_certification_dialog_new (workspace,
                                         certification,
                                         g_str_equal (parts[1], "returned") ? HAVEN_CERTIFICATION_RETURNED
                                                                            : HAVEN_CERTIFICATION_FOLLOW_UP);
}

/* A new note, or the next version of one that stands, whoever corrected it meanwhile. */
static AdwDialog *
create_note_writer (HavenWorkspace *workspace, const HavenMatterPage *page, const char *subject_id)
{
  g_auto (GStrv) parts = g_strsplit (subject_id, "/", 2);
  const HavenMatterNote *first = haven_matter_notes_find (page->notes, parts[1]);
  const HavenMatterNote *latest = first ? haven_matter_notes_find_latest (page->notes, first) : NULL;

  if (page->notes == NULL || g_strcmp0 (parts[0], page->matter->id) != 0 || (parts[1] != NULL && latest == NULL))
    return NULL;
  return haven_note_writer_new_for_matter (workspace, page->matter->id, latest ? latest->note : NULL, parts[1]);
}

static const HavenParty *
find_party (const HavenMatterPage *page, const char *id)
{
  for (guint i = 0; id && i < page->parties->len; i++)
    {
      const HavenParty *party = page->parties->pdata[i];

      if (g_str_equal (party->id, id))
        return party;
    }
  return NULL;
}

/* Somebody who joins, or who takes part still. */
static AdwDialog *
create_party_dialog (HavenWorkspace *workspace, const HavenMatterPage *page, const char *subject_id)
{
  const HavenParty *party = find_party (page, subject_id);

  if (g_str_equal (subject_id, page->matter->id))
    return haven_party_dialog_new (workspace, page->matter->id, NULL);
  return party && !haven_party_is_past (party) ? haven_party_dialog_new (workspace, page->matter->id, party) : NULL;
}

/**
 * haven_matter_editors_create:
 * @editor: HAVEN_EDITOR_…
 * @subject_id: what it is about, as its draft names it
 *
 * Returns: (nullable): the editor; %NULL where what it is about was settled or has gone meanwhile
 */
AdwDialog *
haven_matter_editors_create (HavenWorkspace *workspace,
                             const HavenMatterPage *page,
                             const char *editor,
                             const char *subject_id)
{
  g_auto (GStrv) parts = g_strsplit (subject_id, "/", 2);
  const HavenDeadline *deadline = haven_matter_editors_find_deadline (page, parts[0]);

  if (g_str_equal (editor, HAVEN_EDITOR_DEADLINE) && g_str_equal (subject_id, page->matter->id))
    return haven_deadline_dialog_new (workspace, page);
  if (g_str_equal (editor, HAVEN_EDITOR_MATTER_CHANGE) && g_str_equal (subject_id, page->matter->id))
    return haven_matter_change_dialog_new (workspace, page->matter, page->person_name);
  if (g_str_equal (editor, HAVEN_EDITOR_EVIDENCE) && g_str_equal (parts[0], page->matter->id))
    return haven_evidence_dialog_new (workspace, page, parts[1]);
  if (g_str_equal (editor, HAVEN_EDITOR_MATTER_NOTE))
    return create_note_writer (workspace, page, subject_id);
  if (g_str_equal (editor, HAVEN_EDITOR_PARTY))
    return create_party_dialog (workspace, page, subject_id);
  if (g_str_equal (editor, HAVEN_EDITOR_CERTIFICATION))
    return create_certification_dialog (workspace, page, subject_id);
  if (deadline == NULL || g_strcmp0 (deadline->status, "open") != 0)
    return NULL;
  if (g_str_equal (editor, HAVEN_EDITOR_TRIGGER))
    return haven_trigger_dialog_new (workspace, page, deadline);
  if (parts[1] != NULL)
    return haven_settle_dialog_new (workspace, deadline, parts[1]);
  return NULL;
}

/** Whoever wrote in one of them when the window was locked is offered it again, by @opener. */
void
haven_matter_editors_offer (HavenWorkspace *workspace, HavenEditorOpener opener, gpointer owner)
{
  static const char *const editors[] = {
    HAVEN_EDITOR_DEADLINE,
    HAVEN_EDITOR_TRIGGER,
    HAVEN_EDITOR_SETTLE,
    HAVEN_EDITOR_CERTIFICATION,
    HAVEN_EDITOR_EVIDENCE,
    HAVEN_EDITOR_MATTER_CHANGE,
    HAVEN_EDITOR_MATTER_NOTE,
    HAVEN_EDITOR_PARTY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    haven_workspace_offer_editor (workspace, editors[i], opener, owner);
}
