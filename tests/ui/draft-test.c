/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"

#include "haven-drafts-service.h"
#include "haven-people.h"

typedef struct
{
  gboolean back;
  gboolean done;
  GError **error;
} Flushing;

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Flushing *flushing = data;

  flushing->done = haven_workspace_flush_drafts_finish (HAVEN_WORKSPACE (source), result, flushing->error);
  flushing->back = TRUE;
}

/* Until every word is in the vault, as a window does before it is locked. */
gboolean
draft_test_flush (HavenWorkspace *workspace, GError **error)
{
  Flushing flushing = { FALSE, FALSE, error };

  haven_workspace_flush_drafts_async (workspace, NULL, flushed_cb, &flushing);
  while (!flushing.back)
    g_main_context_iteration (NULL, TRUE);
  return flushing.done;
}

/* An editor that is opened next finds nothing unfinished. */
void
draft_test_forget (HavenWorkspace *workspace)
{
  HavenSession *session = haven_workspace_get_session (workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  draft_test_flush (workspace, NULL);
  drafts = haven_drafts_list (session, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    {
      const HavenDraft *draft = drafts->pdata[i];

      g_assert_true (haven_drafts_discard (session, draft->editor, draft->subject_id, &error));
    }
}

HavenDraftContent *
draft_test_find (HavenSession *session, const char *editor, const char *subject_id)
{
  g_autoptr (GError) error = NULL;
  HavenDraftContent *content = haven_drafts_find (session, editor, subject_id, &error);

  g_assert_no_error (error);
  return content;
}

/* @text: NULL: there is no draft at all */
void
draft_test_assert (HavenSession *session, const char *editor, const char *subject_id, const char *name, const char *text)
{
  g_autoptr (HavenDraftContent) content = draft_test_find (session, editor, subject_id);

  g_assert_cmpstr (content ? haven_draft_content_get (content, name) : NULL, ==, text);
}
