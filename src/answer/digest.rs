//! What a digest keeps: the items that most voices support, and a count of those left out.

/// How many senses of a name are told one by one; of more a person sees a list.
pub const MAX_SENSES_SHOWN: usize = 5;

/// How many concepts can be compared at once.
pub const MAX_COMPARED: usize = 6;

/// Keeps the items that weigh most, in the order in which they stand; how many are left out.
///
/// One item too many is told as well: a line that says so would take its place.
pub(super) fn keep_weightiest<T>(
    items: &mut Vec<T>,
    most: usize,
    weight: impl Fn(&T) -> usize,
) -> usize {
    let left_out = items.len() - count_shown(items.len(), most);
    if left_out == 0 {
        return 0;
    }
    let mut order: Vec<_> = (0..items.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(items.get(*index).map(&weight)));
    order.truncate(most);
    let mut index = 0;
    items.retain(|_| {
        index += 1;
        order.contains(&(index - 1))
    });
    left_out
}

/// How many of some items a list shows that has room for `most`: one too many is shown as well.
pub(super) fn count_shown(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

/// How much of an answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What stands in one line.
    Line,
    /// What a person reads first.
    Digest,
    /// What a person may read.
    Everything,
    /// What a program may use.
    Data,
}

/// That more is said, where some is left out.
pub(super) fn describe_rest(count: usize) -> Option<String> {
    (count > 0).then(|| format!("and {count} more"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_are_kept_in_their_order() {
        let mut items = vec![1, 5, 2, 9, 3];
        assert_eq!(keep_weightiest(&mut items, 3, |item| *item), 2);
        assert_eq!(items, [5, 9, 3]);
        assert_eq!(keep_weightiest(&mut items, 2, |item| *item), 0, "one too many is told");
        assert_eq!(items, [5, 9, 3]);
    }
}
