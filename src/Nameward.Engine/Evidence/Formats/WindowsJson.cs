using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an event from one JSON object of winlogbeat and Elastic Agent (also their ETW input), NXLog, Wazuh, Fluent Bit, evtx_dump, or PowerShell's
/// <c>Get-WinEvent | ConvertTo-Json</c>. They differ in where they put things, so the members are walked with their paths, nested or written with dots, from
/// which wrappers and marks of attributes are left out; what a path stands for says <see cref="WindowsJsonPaths"/>.
/// </summary>
sealed class WindowsJson
{
    /// <summary>Bytes of the longest path that is told apart; items with longer names are left out.</summary>
    const int LongestPath = 256;

    const int DeepestNesting = 8;

    static readonly byte[][] Wrappers = [[.. "Event"u8], [.. "_source"u8], [.. "data"u8], [.. "win"u8]];

    readonly byte[] _path = new byte[LongestPath];
    readonly int[] _ranks = new int[(int)WindowsField.DataName];
    WindowsEvent _to = new();
    int _resultsStart;
    int _resultsEnd;

    /// <summary>Reads an object.</summary>
    public WindowsParse Read(ReadOnlySpan<byte> text, WindowsEvent to)
    {
        _to = to;
        to.Clear();
        _ranks.AsSpan().Fill(int.MaxValue);
        (_resultsStart, _resultsEnd) = (0, 0);
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        var isWhole = TryMembers(text, ref scanner, 0, DeepestNesting) && scanner.IsAtEnd;
        AddResults();
        to.End();
        if (!isWhole)
        {
            return WindowsParse.Damaged;
        }
        return to.Id >= 0 && (to[WindowsField.Provider].Length > 0 || to[WindowsField.ProviderGuid].Length > 0) ? WindowsParse.Event : WindowsParse.Other;
    }

    /// <summary>Walks the members of an object whose path is <paramref name="path"/> bytes long; false where it is damaged.</summary>
    bool TryMembers(ReadOnlySpan<byte> text, ref JsonScanner scanner, int path, int depth)
    {
        while (scanner.TryName(out var name))
        {
            var length = Extend(path, name.In(text));
            if (length >= 0 && depth > 0 && scanner.IsAtObject && !WindowsJsonPaths.IsListOfItems(_path.AsSpan(0, length)) && scanner.TryEnter(out var start))
            {
                TryMembers(text, ref scanner, length, depth - 1);
                scanner.Leave(start);
            }
            else if (scanner.TryValue(out var value) && length >= 0)
            {
                TakeValue(value.In(text), value.Kind, length, depth);
            }
        }
        return !scanner.IsDamaged;
    }

    void TakeValue(ReadOnlySpan<byte> value, JsonKind kind, int path, int depth)
    {
        switch (kind)
        {
            // What is no list of items was stepped into.
            case JsonKind.Object when depth > 0:
                TakeItem(value);
                break;
            case JsonKind.Array:
                TakeArray(value, path);
                break;
            case JsonKind.String or JsonKind.EscapedString or JsonKind.Number or JsonKind.Boolean:
                TakeScalar(value, kind, _path.AsSpan(0, path));
                break;
        }
    }

    void TakeArray(ReadOnlySpan<byte> value, int path)
    {
        var isOfItems = WindowsJsonPaths.IsListOfItems(_path.AsSpan(0, path));
        var isOfAnswers = Ascii.EqualsIgnoreCase(_path.AsSpan(0, path), "dns.answers"u8);
        if (!isOfItems && !isOfAnswers)
        {
            return;
        }
        var scanner = new JsonScanner(value);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            if (isOfAnswers)
            {
                TakeAnswer(item.In(value), item.Kind);
            }
            else if (item.Kind == JsonKind.Object)
            {
                TakeItem(item.In(value));
            }
            else
            {
                // Values without names count by their place, null as well.
                _to.AddData(default, item.Kind is JsonKind.Null or JsonKind.Array ? default : Copy(item.In(value), item.Kind));
            }
        }
    }

    void TakeScalar(ReadOnlySpan<byte> value, JsonKind kind, ReadOnlySpan<byte> path)
    {
        var field = WindowsJsonPaths.FieldOf(path, out var rank);
        if (field == WindowsField.DataValue)
        {
            var name = _to.Copy(WindowsJsonPaths.NameOf(path));
            _to.AddData(name, Copy(value, kind));
        }
        else if (field != WindowsField.None && rank < _ranks[(int)field])
        {
            _ranks[(int)field] = rank;
            var start = Copy(value, kind).Start;
            _to.SetField(field, start);
        }
    }

    /// <summary>
    /// Reads an item of a list: <c>{"@Name":"QueryName","#text":"a.example"}</c>, the same with the name one object deeper, or
    /// <c>{"Value":"a.example"}</c> of PowerShell, which has no name.
    /// </summary>
    void TakeItem(ReadOnlySpan<byte> item)
    {
        Slice name = default, value = default;
        TakeItem(item, ref name, ref value, isNested: false);
        _to.AddData(name, value);
    }

    void TakeItem(ReadOnlySpan<byte> item, ref Slice name, ref Slice value, bool isNested)
    {
        var scanner = new JsonScanner(item);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var key, out var member))
        {
            var text = member.In(item);
            if (member.Kind == JsonKind.Object && !isNested)
            {
                TakeItem(text, ref name, ref value, isNested: true);
            }
            else if (member.Kind is JsonKind.Object or JsonKind.Array or JsonKind.Null)
            {
                continue;
            }
            else if (Ascii.EqualsIgnoreCase(key.In(item).TrimStart((byte)'@'), "Name"u8))
            {
                name = Copy(text, member.Kind);
            }
            else if (!isNested)
            {
                value = Copy(text, member.Kind);
            }
        }
    }

    /// <summary>Reads an answer of Beats' Sysmon module, <c>{"type":"CNAME","data":"b.example"}</c>, into the text that Sysmon wrote of it.</summary>
    void TakeAnswer(ReadOnlySpan<byte> answer, JsonKind kind)
    {
        if (kind != JsonKind.Object)
        {
            return;
        }
        ReadOnlySpan<byte> type = [], data = [];
        var dataKind = JsonKind.None;
        var scanner = new JsonScanner(answer);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var key, out var member))
        {
            if (key.In(answer).SequenceEqual("type"u8))
            {
                type = member.In(answer);
            }
            else if (key.In(answer).SequenceEqual("data"u8) && member.Kind is JsonKind.String or JsonKind.EscapedString)
            {
                data = member.In(answer);
                dataKind = member.Kind;
            }
        }
        var start = _to.Used;
        _to.Copy("type: "u8);
        _to.Copy(type);
        _to.Copy(" "u8);
        Copy(data, dataKind);
        _to.Copy(";"u8);
        _resultsStart = _resultsEnd == start ? _resultsStart : start;
        _resultsEnd = _to.Used;
    }

    void AddResults()
    {
        if (_resultsEnd > _resultsStart)
        {
            _to.AddData(_to.Copy("QueryResults"u8), new(_resultsStart, _resultsEnd - _resultsStart));
        }
    }

    Slice Copy(ReadOnlySpan<byte> value, JsonKind kind)
    {
        if (kind != JsonKind.EscapedString)
        {
            return _to.Copy(value);
        }
        var start = _to.Used;
        if (_to.TryRoom(value.Length, out var room))
        {
            _to.Advance(JsonText.Decode(value, room));
        }
        return new(start, _to.Used - start);
    }

    /// <summary>Writes a member's name behind a path.</summary>
    /// <returns>Bytes of the longer path; -1 where it is too long.</returns>
    int Extend(int path, ReadOnlySpan<byte> name)
    {
        name = name.StartsWith("@"u8) && path > 0 ? name[1..] : name;
        name = name.EndsWith("_attributes"u8) ? name[..^"_attributes".Length] : name;
        if (IsLeftOut(path, name))
        {
            return path;
        }
        var start = path == 0 ? 0 : path + 1;
        if (start + name.Length > LongestPath)
        {
            return -1;
        }
        if (path > 0)
        {
            _path[path] = (byte)'.';
        }
        name.CopyTo(_path.AsSpan(start));
        return start + name.Length;
    }

    bool IsLeftOut(int path, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("#attributes"u8) || name.SequenceEqual("#text"u8) || name.SequenceEqual("$"u8) || (name.SequenceEqual("value"u8) && Ascii.EqualsIgnoreCase(_path.AsSpan(0, path), "TimeCreated"u8)))
        {
            return true;
        }
        foreach (var wrapper in Wrappers)
        {
            if (path == 0 && name.SequenceEqual(wrapper))
            {
                return true;
            }
        }
        return false;
    }
}
