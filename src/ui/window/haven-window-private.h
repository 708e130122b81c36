/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup-keeper.h"
#include "haven-clinic-view.h"
#include "haven-curtain.h"
#include "haven-lock-keeper.h"
#include "haven-member-watch.h"
#include "haven-sign-in-page.h"
#include "haven-start-page.h"
#include "haven-window.h"
#include "haven-workspace.h"

G_BEGIN_DECLS

/* What the two files of the window share: haven-window.c shows the clinic, haven-window-lock.c hides it. */
struct _HavenWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  GtkStack *front;
  HavenStartPage *start_page;
  AdwToastOverlay *toasts;
  AdwToast *undo_toast; /* weak: of what was done last */
  AdwBin *clinic;
  HavenSignInPage *unlock_page;
  AdwBin *curtain_place;

  /* owned */
  HavenWorkspace *workspace; /* NULL: nobody is signed in */
  char *first_pane;
  GSettings *settings; /* nullable */
  HavenLockKeeper *keeper;
  HavenClipboardKeeper *clipboard;
  HavenBackupKeeper *backups; /* NULL: nobody is signed in */
  HavenMemberWatch *member;   /* the same */

  /* borrowed: in the template's places */
  HavenClinicView *view;
  HavenCurtain *curtain;

  /* owned: what a locked window knows, in memory alone */
  char *folder;
  char *sign_in_name;
  char *initials;
  char *staff_id;
  HavenPlace *place;
  HavenLockReason reason;
  gboolean throw_away;
  gboolean demo;

  guint trial_seconds; /* idle time asked for on the command line; 0: as the settings say */
  gboolean leaving;    /* the vault is being closed */
  gboolean hidden;     /* behind the curtain */
  gboolean ending;     /* the window goes when the vault is closed */
  gboolean somebody_else;
  gboolean display_understood; /* that other programs see this window */
};

/* haven-window.c */
void haven_window_set_actions_enabled (HavenWindow *self, gboolean enabled);
void haven_window_drop_view (HavenWindow *self);

/* haven-window-lock.c */
void haven_window_watch (HavenWindow *self);
void haven_window_watch_code (HavenWindow *self);
void haven_window_lock (HavenWindow *self, HavenLockReason reason);
void haven_window_note_opened (HavenWindow *self, HavenSession *session, const char *sign_in_name);
void haven_window_stop_tending (HavenWindow *self);
void haven_window_return (HavenWindow *self);
void haven_window_come_back (HavenWindow *self);
void haven_window_end (HavenWindow *self);
void haven_window_ask_who (HavenWindow *self);
void haven_window_forget (HavenWindow *self);

G_END_DECLS
