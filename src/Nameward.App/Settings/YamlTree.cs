using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Nameward.App.Settings;

/// <summary>
/// The YAML of a settings file as nodes with places. Of YAML only what settings need: one document of values, lists and groups. Anchors, aliases and
/// tags, which let a small file stand for a huge one or for objects, are mistakes, as is a key that stands there twice.
/// </summary>
sealed class YamlTree
{
    /// <summary>Levels of lists and groups; most settings use three.</summary>
    const int UsualLevels = 8;

    readonly int _mostLevels;
    readonly Parser _parser;
    readonly string _file;
    readonly MistakeList _mistakes;
    FilePlace _innermost;
    int _level;

    YamlTree(string text, string file, MistakeList mistakes, int mostLevels) => (_parser, _file, _mistakes, _innermost, _mostLevels) = (new(new StringReader(text)), file, mistakes, new(file, 1, 1), mostLevels);

    /// <summary>Reads a text; every mistake is added to <paramref name="mistakes"/>.</summary>
    /// <returns>The top group, which is empty for an empty text; null where the text cannot be read at all.</returns>
    /// <exception cref="UserError">It is nested so deeply that reading on would take without end.</exception>
    public static SettingGroup? Read(string text, string file, MistakeList mistakes, int mostLevels = UsualLevels)
    {
        var tree = new YamlTree(text, file, mistakes, mostLevels);
        try
        {
            return tree.Document();
        }
        catch (YamlException fault)
        {
            var line = LineOf(fault, text);
            mistakes.Add(new(file, line, line == fault.Start.Line ? (int)Math.Max(1, fault.Start.Column) : 1), $"not YAML: {Said(fault)}", Remedy(fault));
            return null;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16 throws this at a bracket that stays open before a line that begins at the left margin.
            mistakes.Add(tree._innermost, "not YAML: what begins here does not end", "close each [ with ], each { with }");
            return null;
        }
    }

    SettingGroup? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return new(new(_file, 1, 1), []);
        }
        _parser.Consume<DocumentStart>();
        var top = Node();
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _mistakes.Add(At(second), "a second document begins here", "keep one, and take the line --- between them out");
        }
        return Top(top);
    }

    SettingGroup? Top(SettingNode? top)
    {
        if (top is SettingValue { IsAbsent: true })
        {
            return new(top.At, []);
        }
        if (top is not (null or SettingGroup))
        {
            _mistakes.Add(top.At, $"the file holds {top.Kind}, not keys with values", "write lines as in  networks: [10.0.0.0/8]");
        }
        return top as SettingGroup;
    }

    // Null where a mistake was said that makes the node worth nothing.
    SettingNode? Node()
    {
        if (!_parser.Accept<NodeEvent>(out var start))
        {
            var alias = _parser.Consume<AnchorAlias>();
            _mistakes.Add(At(alias), $"*{MistakeList.Shown(alias.Value.Value)} is an alias, which settings do not know", "write the value itself");
            return null;
        }
        var isPlain = start.Anchor.IsEmpty && (start.Tag.IsEmpty || start.Tag.IsNonSpecific);
        if (!isPlain)
        {
            _mistakes.Add(At(start), "anchors (&name) and tags (!name) are not known here", "write the value alone");
        }
        SettingNode? node = start switch
        {
            SequenceStart => Nested(start, List),
            MappingStart => Nested(start, Group),
            _ => Value(_parser.Consume<Scalar>()),
        };
        return isPlain ? node : null;
    }

    // The levels end before the stack does, and reading with them: each level costs the parser more than the one before.
    SettingNode Nested(NodeEvent start, Func<FilePlace, SettingNode> read)
    {
        if (_level == _mostLevels)
        {
            throw new UserError($"the settings are nested more than {_mostLevels} levels deep", At(start).ToString(), "three are enough: groups, lists, and groups in lists");
        }
        _level++;
        var outer = _innermost;
        _innermost = At(start);
        var node = read(At(start));
        _level--;
        _innermost = outer;
        return node;
    }

    SettingList List(FilePlace at)
    {
        var items = ImmutableArray.CreateBuilder<SettingNode>();
        _parser.Consume<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node() is { } item)
            {
                items.Add(item);
            }
        }
        return new(at, items.ToImmutable());
    }

    SettingGroup Group(FilePlace at)
    {
        var entries = new Dictionary<string, SettingEntry>(StringComparer.Ordinal);
        _parser.Consume<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node();
            var value = Node();
            if (key is not SettingValue { IsAbsent: false } word)
            {
                if (key is not null)
                {
                    _mistakes.Add(key.At, key is SettingValue ? "a value stands here without a key" : $"{key.Kind} stands where a key should", "write KEY: VALUE");
                }
            }
            else if (value is not null && !entries.TryAdd(word.Text, new(word.Text, word.At, value)))
            {
                _mistakes.Add(word.At, $"{MistakeList.Shown(word.Text)}: stands there twice, first in line {entries[word.Text].At.Line}", "keep one of them");
            }
        }
        return new(at, [.. entries.Values]);
    }

    SettingValue Value(Scalar scalar) => new(At(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL");

    FilePlace At(ParsingEvent @event) => new(_file, (int)@event.Start.Line, (int)@event.Start.Column);

    static string Said(YamlException fault) => fault.Message.Split('\n')[0].TrimEnd('.', '\r');

    static string Remedy(YamlException fault) =>
        IsOfTab(fault) ? "indent with spaces: YAML allows no tab there" : "put texts that hold : # [ ] { } or begin with * & ! into quotes";

    static bool IsOfTab(YamlException fault) => fault.Message.Contains("tab", StringComparison.Ordinal);

    // A tab is said to be where its group begins; the line that it stands in helps more.
    static int LineOf(YamlException fault, string text)
    {
        var first = (int)Math.Max(1, fault.Start.Line);
        var lines = text.Split('\n');
        var tab = IsOfTab(fault) ? Array.FindIndex(lines, Math.Min(first - 1, lines.Length - 1), line => line.TrimStart(' ').StartsWith('\t')) : -1;
        return tab < 0 ? first : tab + 1;
    }
}
