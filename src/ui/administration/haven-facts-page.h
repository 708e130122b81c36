/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-work-progress.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenFactsPage:
 *
 * A page of the administration: what it shows is read on another thread each time somebody comes to it, and it says so
 * where that cannot be done. Above it runs what takes long, and can be stopped.
 *
 * HavenFactsPage::chosen (id): a row of haven_facts_page_lead_on() was chosen.
 */
#define HAVEN_TYPE_FACTS_PAGE (haven_facts_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HavenFactsPage, haven_facts_page, HAVEN, FACTS_PAGE, AdwBin)

/**
 * HavenFactsPageClass:
 * @read: on another thread; what it returns is freed by @free_facts
 * @show: returns what the page shows; %NULL where there is nothing, which haven_facts_page_set_nothing() has words for
 * @records: (array zero-terminated=1) (nullable): it is read again where one of these changes
 * @keeps: whether it is read again only where haven_facts_page_load() was called since, as each look is written down
 */
struct _HavenFactsPageClass
{
  AdwBinClass parent_class;

  HavenWorkFunc read;
  GDestroyNotify free_facts;
  GtkWidget *(*show) (HavenFactsPage *self, gconstpointer facts);
  const char *const *records;
  gboolean keeps;
};

void haven_facts_page_set_workspace (HavenFactsPage *self, HavenWorkspace *workspace);
void haven_facts_page_set_nothing (HavenFactsPage *self, const char *title, const char *description);
HavenWorkspace *haven_facts_page_get_workspace (HavenFactsPage *self);
HavenSession *haven_facts_page_get_session (HavenFactsPage *self);
HavenClock *haven_facts_page_get_clock (HavenFactsPage *self);
GCancellable *haven_facts_page_get_cancellable (HavenFactsPage *self);
HavenWorkProgress *haven_facts_page_get_progress (HavenFactsPage *self);
void haven_facts_page_load (HavenFactsPage *self);
void haven_facts_page_lead_on (HavenFactsPage *self, GtkWidget *row, const char *id);
gboolean haven_facts_page_is_idle (HavenFactsPage *self);

/* @callback: with a reference to the page as its data, and the page may have gone: haven_facts_page_is_gone() */
void haven_facts_page_start_work (HavenFactsPage *self,
                                  const char *words,
                                  HavenWorkFunc function,
                                  GDestroyNotify free_result,
                                  GAsyncReadyCallback callback);
gboolean haven_facts_page_is_gone (HavenFactsPage *self);

G_END_DECLS
