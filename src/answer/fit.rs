//! Pages cut to a screen: as much of each part, or as many items of a list, as it has room for.

use cxterms_page::{Page, SCREEN_LINES};

/// Lays out a page with the most items that fit a screen, and with one at least.
pub(super) fn fit_most<'p>(
    most: usize,
    lay_out: impl Fn(usize) -> Page<'p>,
    count_lines: &dyn Fn(&Page<'_>) -> usize,
) -> Page<'p> {
    let pages = (1..=most).rev().map(&lay_out);
    let mut fitting = pages.skip_while(|page| count_lines(page) > SCREEN_LINES);
    fitting.next().unwrap_or_else(|| lay_out(1))
}

/// One part of an extent: how much of it is shown.
pub(super) type ExtentPart<E> = fn(&mut E) -> &mut usize;

/// One part, at most so large.
pub(super) type Cut<E> = (ExtentPart<E>, usize);

/// How a page is fitted: what is shown at first, and at most where there is room for more; what is cut first, second and so on, until it fits; and what is
/// given back first, where the last cut made room for more than it had to.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageParts<E: 'static> {
    pub(super) start: E,
    pub(super) most: E,
    /// Parts that are measured together: how many lines these take depends on no other part.
    pub(super) groups: &'static [&'static [ExtentPart<E>]],
    pub(super) cuts: &'static [Cut<E>],
    pub(super) given_back: &'static [ExtentPart<E>],
}

/// Lays out a page with as much of each part as fits in so many lines. `count_group` tells how many lines what a group of
/// parts adds to the page takes, by the group's place; each is measured once at each size.
pub(super) fn fit_parts<'p, E: Copy>(
    parts: &PageParts<E>,
    lines: usize,
    lay_out: impl Fn(E) -> Page<'p>,
    count_group: impl Fn(usize, E) -> usize,
    count_lines: &dyn Fn(&Page<'_>) -> usize,
) -> Page<'p> {
    let first = lay_out(parts.start);
    let taken = count_lines(&first);
    let (mut extent, mut most) = (parts.start, parts.most);
    let mut can_grow = |mut more: E| {
        let mut grows = |part: &ExtentPart<E>| *part(&mut more) < *part(&mut most);
        parts.given_back.iter().any(|part| grows(part))
    };
    if taken <= lines && !can_grow(extent) {
        return first;
    }
    let mut known: Vec<(usize, Vec<usize>, usize)> = vec![];
    let mut measure_group = |group: usize, extent: E| {
        let mut of = extent;
        let sizes = parts.groups.get(group).copied().unwrap_or_default();
        let sizes: Vec<_> = sizes.iter().map(|part| *part(&mut of)).collect();
        if let Some((.., lines)) = known.iter().find(|it| it.0 == group && it.1 == sizes) {
            return *lines;
        }
        let lines = count_group(group, extent);
        known.push((group, sizes, lines));
        lines
    };
    // Blank lines that a group has with it or without it are told by the whole.
    let mut fits = |extent: E| {
        let (mut added, mut cut) = (taken, 0);
        for group in 0..parts.groups.len() {
            added += measure_group(group, extent);
            cut += measure_group(group, parts.start);
        }
        added <= lines + cut
    };
    for (part, size) in parts.cuts {
        if fits(extent) {
            break;
        }
        *part(&mut extent) = *size;
    }
    for part in parts.given_back {
        let mut more = extent;
        while *part(&mut more) < *part(&mut most) {
            *part(&mut more) += 1;
            if !fits(more) {
                break;
            }
            extent = more;
        }
    }
    let mut page = lay_out(extent);
    // What explains a mark belongs to no group: where it is one line too many, more is cut.
    for (part, size) in parts.cuts {
        if count_lines(&page) <= lines {
            break;
        }
        if *part(&mut extent) > *size {
            *part(&mut extent) = *size;
            page = lay_out(extent);
        }
    }
    page
}
