//! Where in a text something is put so that a list or map of YAML holds it, in the style of what stands around it.

use super::{
    ItemChange, YamlAddition, column_index, indent_lines, items::ItemIndex, replace,
    replace::raw_gap, to_yaml_value,
};
use crate::{
    diagnostic::Name,
    yaml::{
        NodeValue, YamlNode, YamlValue, write::MAX_LINE_WIDTH, write_document, write_in_one_line,
    },
};
use std::ops::Range;

/// A text and what is put into it.
pub(super) struct FileSplices<'t> {
    pub(super) text: &'t str,
    /// How its lines end.
    line_end: &'static str,
    splices: Vec<(Range<usize>, String)>,
}

impl<'t> FileSplices<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, line_end, splices: vec![] }
    }

    /// The text with all of it; none where two would change the same characters.
    pub(super) fn apply(mut self) -> Option<String> {
        self.splices.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
        let (mut new, mut at) = (String::with_capacity(self.text.len()), 0);
        for (bytes, with) in &self.splices {
            new.push_str(self.text.get(at..bytes.start)?);
            new.push_str(with);
            at = bytes.end;
        }
        Some(new + self.text.get(at..)?)
    }

    /// Adds to a node that is not alone under a key: an entry.
    pub(super) fn add_to_node(
        &mut self,
        node: &YamlNode,
        addition: &YamlAddition,
        order: &[&str],
    ) -> Option<()> {
        match (addition, &node.value) {
            (YamlAddition::Keys(keys), NodeValue::Map(pairs)) => {
                self.add_to_map(node, pairs, keys, order)
            }
            _ => None,
        }
    }

    fn add_to_value(
        &mut self,
        key: &Name,
        node: &YamlNode,
        addition: &YamlAddition,
        within: &YamlNode,
    ) -> Option<()> {
        match (addition, &node.value) {
            (YamlAddition::Text(new), NodeValue::Text(_)) => {
                self.replace_text(Some(key), node, new, within)
            }
            (YamlAddition::Keys(keys), NodeValue::Map(pairs)) => {
                self.add_to_map(node, pairs, keys, &[])
            }
            (YamlAddition::Items { new, changed }, NodeValue::List(items)) => {
                self.change_items(items, changed)?;
                self.add_to_list(node, items, new)
            }
            (_, NodeValue::Map(pairs)) if pairs.is_empty() => None,
            (YamlAddition::Items { new, changed }, NodeValue::Text(_) | NodeValue::Map(_)) => {
                let both = !new.is_empty() && !changed.is_empty();
                let is_text = matches!(node.value, NodeValue::Text(_));
                if !node.block && (both || is_text && changed.len() > 1) {
                    let whole = addition.apply_to(Some(&to_yaml_value(node)?))?;
                    self.cut(node.bytes.clone(), write_in_one_line(&whole));
                    return Some(());
                }
                let only = std::slice::from_ref(node);
                self.change_items(only, changed)?;
                if new.is_empty() { Some(()) } else { self.make_list(key, node, new, within) }
            }
            _ => None,
        }
    }

    /// Adds under keys of a map: those that are there, and new ones.
    fn add_to_map(
        &mut self,
        node: &YamlNode,
        pairs: &[(Name, YamlNode)],
        keys: &[(String, YamlAddition)],
        order: &[&str],
    ) -> Option<()> {
        let keys = || keys.iter().filter(|(_, addition)| !addition.is_empty());
        let there = |name: &str| pairs.iter().find(|(key, _)| key.value == name);
        for (name, addition) in keys() {
            if let Some((key, value)) = there(name) {
                self.add_to_value(key, value, addition, node)?;
            }
        }
        let rank = |name: &str| order.iter().position(|known| *known == name);
        for (name, addition) in keys().filter(|(name, _)| there(name).is_none()) {
            let value = addition.apply_to(None)?;
            let earlier = |key: &Name| match (rank(&key.value), rank(name)) {
                (Some(known), Some(new)) => known < new,
                _ => true,
            };
            // Where a key stands that comes before it, or at least behind the first.
            let before = pairs.iter().rev().find(|(key, _)| earlier(key)).or(pairs.first());
            self.add_key(node, before, name, value)?;
        }
        Some(())
    }

    /// Adds a new key to a map, behind a pair of it.
    fn add_key(
        &mut self,
        node: &YamlNode,
        before: Option<&(Name, YamlNode)>,
        name: &str,
        value: YamlValue,
    ) -> Option<()> {
        let flow = || write_in_one_line(&YamlValue::Map(vec![(name.to_owned(), value.clone())]));
        let Some((key, last)) = before else {
            let (open, empty) =
                (node.bytes.start + 1, self.text.get(node.bytes.clone()) == Some("{}"));
            let flow = flow();
            return (empty && !node.block)
                .then(|| self.put(open, without_brackets(&flow).to_owned()));
        };
        if !node.block {
            let flow = format!(", {}", without_brackets(&flow()));
            self.put(last.bytes.end, flow);
            return Some(());
        }
        let margin = column_index(key.place);
        let lines = write_document(&YamlValue::Map(vec![(name.to_owned(), value)]));
        self.put_lines(self.end_of(last), margin + 1, &lines, margin);
        Some(())
    }

    /// Adds items to a list.
    fn add_to_list(
        &mut self,
        node: &YamlNode,
        items: &[YamlNode],
        new: &[YamlValue],
    ) -> Option<()> {
        if new.is_empty() {
            return Some(());
        }
        let flow: Vec<_> = new.iter().map(write_in_one_line).collect();
        let Some(last) = items.last() else {
            let empty = self.text.get(node.bytes.clone()) == Some("[]");
            return empty.then(|| self.put(node.bytes.start + 1, flow.join(", ")));
        };
        if !node.block {
            self.put(last.bytes.end, format!(", {}", flow.join(", ")));
            return Some(());
        }
        let margin = self.dash_column(node, items)?;
        let lines = write_document(&YamlValue::List(new.to_vec()));
        self.put_lines(self.end_of(last), margin.max(1), &lines, margin);
        Some(())
    }

    fn change_items(&mut self, items: &[YamlNode], changed: &[ItemChange]) -> Option<()> {
        if changed.is_empty() {
            return Some(());
        }
        // No change means an empty list, which stands for what is refused.
        let value = |item| to_yaml_value(item).unwrap_or(YamlValue::List(vec![]));
        let mut index = ItemIndex::new(items.iter().map(value).collect());
        changed.iter().try_for_each(|change| {
            let item = items.get(index.find(change)?)?;
            self.change_item(item, change)
        })
    }

    fn change_item(&mut self, item: &YamlNode, change: &ItemChange) -> Option<()> {
        match (&item.value, &change.with) {
            (NodeValue::Map(pairs), with) => {
                self.add_to_map(item, pairs, &[(change.key.clone(), with.clone())], &[])
            }
            (NodeValue::Text(_), YamlAddition::Text(new)) => {
                self.replace_text(None, item, new, item)
            }
            (NodeValue::Text(_), _) => {
                // What was a text becomes a map in one line, which holds that text.
                let whole = change.apply_to(&to_yaml_value(item)?)?;
                let start = match item.block {
                    true => self.text.get(..item.bytes.start)?.rfind(['|', '>'])?,
                    false => item.bytes.start,
                };
                self.cut(start..self.end_of(item), write_in_one_line(&whole));
                Some(())
            }
            _ => None,
        }
    }

    /// Makes a list of what stands alone under a key.
    fn make_list(
        &mut self,
        key: &Name,
        node: &YamlNode,
        new: &[YamlValue],
        within: &YamlNode,
    ) -> Option<()> {
        let margin = column_index(key.place) + 2;
        let raw = self.text.get(node.bytes.clone())?;
        let flow: Vec<_> = new.iter().map(write_in_one_line).collect();
        let flow = flow.join(", ");
        if !node.block {
            let width = raw.chars().count() + flow.chars().count();
            let one_line = !raw.contains('\n');
            if within.block && one_line && width > MAX_LINE_WIDTH {
                let gap = raw_gap(self.text, node.bytes.start);
                self.cut(gap, format!("{}{}- ", self.line_end, " ".repeat(margin)));
                let lines = write_document(&YamlValue::List(new.to_vec()));
                self.put_lines(node.bytes.end, margin, &lines, margin);
                return Some(());
            }
            // In brackets a text may need quotes that it needs none without.
            let quoted = match &node.value {
                NodeValue::Text(text) if raw.contains([',', '[', ']', '{', '}']) => {
                    write_in_one_line(&YamlValue::from(&**text))
                }
                _ => raw.to_owned(),
            };
            self.cut(node.bytes.clone(), format!("[{quoted}, {flow}]"));
            return Some(());
        }
        self.indent_as_item(node, margin)?;
        let lines = write_document(&YamlValue::List(new.to_vec()));
        self.put_lines(self.end_of(node), margin, &lines, margin);
        Some(())
    }

    /// Puts a dash before a map or text in block style, and its lines further in.
    fn indent_as_item(&mut self, node: &YamlNode, margin: usize) -> Option<()> {
        let first = self.line_start(node.bytes.start);
        let deep = node.bytes.start - first;
        let dash = format!("{}- ", " ".repeat(margin));
        match node.value {
            NodeValue::Map(_) => {
                let blank = self.text.get(first..node.bytes.start)?.trim_matches(' ').is_empty();
                if !blank {
                    return None;
                }
                self.cut(first..node.bytes.start, dash);
            }
            // The mark that begins the text stands on the line of its key.
            _ => {
                let head = self.text.get(..first)?;
                let mark = head.rfind(['|', '>'])?;
                let gap = raw_gap(self.text, mark);
                self.cut(gap, format!("{}{dash}", self.line_end));
                self.put(first, "  ".to_owned());
            }
        }
        let end = self.end_of(node);
        let least = if matches!(node.value, NodeValue::Map(_)) { 0 } else { 2 };
        let further = (margin + 2).saturating_sub(deep).max(least);
        let mut at = first;
        while let Some(next) = self.text.get(at..end).and_then(|rest| rest.find('\n')) {
            at += next + 1;
            let blank = self
                .text
                .get(at..)
                .is_none_or(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
            if at < end && !blank {
                self.put(at, " ".repeat(further));
            }
        }
        Some(())
    }

    fn replace_text(
        &mut self,
        key: Option<&Name>,
        node: &YamlNode,
        new: &str,
        within: &YamlNode,
    ) -> Option<()> {
        let end = self.end_of(node);
        let raw = self.text.get(node.bytes.start..end)?;
        if node.block {
            let margin = node.bytes.start - self.line_start(node.bytes.start);
            let head = self.text.get(..self.line_start(node.bytes.start))?;
            let folded = head
                .rfind(['|', '>'])
                .and_then(|at| head.get(at..))
                .is_some_and(|it| it.starts_with('>'));
            let lines = replace::block_lines(new, folded, margin);
            let rest = indent_lines(&lines, margin).join(self.line_end);
            self.cut(node.bytes.start..end, rest.trim_start_matches(' ').to_owned());
            return Some(());
        }
        let behind = self.text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let written = replace::quote_like(raw, new);
        let long = written.chars().count() > MAX_LINE_WIDTH && behind.trim().is_empty();
        match key {
            Some(key) if long && within.block => {
                let margin = column_index(key.place);
                let value = YamlValue::Map(vec![(key.value.clone(), YamlValue::from(new))]);
                let lines = write_document(&value);
                let lines: Vec<_> = lines.lines().map(str::to_owned).collect();
                let gap = raw_gap(self.text, node.bytes.start);
                // The key stays as it is written.
                let text = indent_lines(&lines, margin).join(self.line_end);
                let (_, value) = text.split_once(':')?;
                self.cut(gap.start..end, value.to_owned());
            }
            _ => self.cut(node.bytes.start..end, written),
        }
        Some(())
    }

    /// Puts lines below the one in which a byte stands, and below comments there that are indented at least so far.
    fn put_lines(&mut self, byte: usize, indent: usize, lines: &str, margin: usize) {
        let lines: Vec<_> = lines.lines().map(str::to_owned).collect();
        let block = indent_lines(&lines, margin).join(self.line_end);
        let mut at = self.line_content_end(byte);
        while let Some(next) =
            self.text.get(at..).and_then(|rest| rest.find('\n')).map(|it| at + it + 1)
        {
            let line =
                self.text.get(next..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let bare = line.trim_start_matches(' ');
            if !bare.starts_with('#') || line.len() - bare.len() < indent {
                break;
            }
            at = self.line_content_end(next);
        }
        self.put(at, format!("{}{block}", self.line_end));
    }

    fn put(&mut self, at: usize, text: String) {
        self.splices.push((at..at, text));
    }

    fn cut(&mut self, bytes: Range<usize>, with: String) {
        self.splices.push((bytes, with));
    }

    /// Where the last of a node stands.
    fn end_of(&self, node: &YamlNode) -> usize {
        let last = match &node.value {
            NodeValue::List(items) if node.block => items.last(),
            NodeValue::Map(pairs) if node.block => pairs.last().map(|(_, value)| value),
            _ => None,
        };
        match last {
            Some(last) => self.end_of(last),
            None if node.block => {
                let head = self.text.get(..node.bytes.end).unwrap_or_default();
                head.trim_end().len()
            }
            None => node.bytes.end,
        }
    }

    /// How far the dashes of a list are indented.
    fn dash_column(&self, node: &YamlNode, items: &[YamlNode]) -> Option<usize> {
        let own = node.bytes.start;
        let dash = match self.text.as_bytes().get(own) {
            Some(b'-') if items.first().is_none_or(|it| it.bytes.start != own) => own,
            _ => {
                let head = self.text.get(..items.first()?.bytes.start)?.trim_end_matches(' ');
                head.strip_suffix('-')?.len()
            }
        };
        let line = self.line_start(dash);
        // The dash of a list that is itself an item stands behind another.
        Some(dash - line)
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text.get(..byte).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1)
    }

    /// Where the line of a byte ends, its end not counted.
    fn line_content_end(&self, byte: usize) -> usize {
        let rest = self.text.get(byte..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        byte + line.trim_end_matches('\r').len()
    }
}

/// What stands between the brackets of a map in one line.
fn without_brackets(flow: &str) -> &str {
    flow.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(flow)
}
