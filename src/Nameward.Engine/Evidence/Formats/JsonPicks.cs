using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Picks members out of a JSON value by their names, in any case and wherever they stand in it: what a cloud writes down of a request is the request itself, which each
/// operation builds otherwise. One belongs to one reader.
/// </summary>
sealed class JsonPicks
{
    /// <summary>Objects and arrays in each other that are looked into.</summary>
    const int Deepest = 8;

    byte[] _decoded = new byte[1024];

    /// <summary>The first member of a name, as it was written; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) => TryFind(json, name, Deepest, out var found) ? found.In(json) : [];

    /// <summary>The text of the first member of a name that is a single value; empty where there is none. Valid until the next text is asked for.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) => TryFind(json, name, Deepest, out var found) ? TextOf(json, found) : [];

    /// <summary>The text of the first of some members that has one.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, byte[][] names)
    {
        foreach (var name in names)
        {
            if (Text(json, name) is { IsEmpty: false } text)
            {
                return text;
            }
        }
        return [];
    }

    /// <summary>The text of a value; empty where it is none. Valid until the next text is asked for.</summary>
    public ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> json, JsonValue value)
    {
        var text = value.In(json);
        if (value.Kind != JsonKind.EscapedString)
        {
            return value.Kind is JsonKind.String or JsonKind.Number or JsonKind.Boolean ? text : [];
        }
        if (_decoded.Length < text.Length)
        {
            _decoded = new byte[Math.Max(2 * _decoded.Length, text.Length)];
        }
        return _decoded.AsSpan(0, JsonText.Decode(text, _decoded));
    }

    /// <summary>Appends the texts of all members of a name, with commas between; of a list, all of its texts.</summary>
    /// <param name="to">Takes them.</param>
    /// <param name="json">Where to look.</param>
    /// <param name="name">The name; empty to take every text.</param>
    /// <param name="start">Where the list began that they are appended to.</param>
    /// <param name="isName">Whether they are names of DNS.</param>
    public void AppendAll(StatementRow to, ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int start, bool isName = false) => AppendAll(to, json, name, start, isName, Deepest);

    void AppendAll(StatementRow to, ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int start, bool isName, int depth)
    {
        if (depth == 0)
        {
            return;
        }
        var scanner = new JsonScanner(json);
        var isObject = json is [(byte)'{', ..];
        if (!scanner.TryBegin(isObject ? (byte)'{' : (byte)'['))
        {
            return;
        }
        JsonValue key = default, value;
        while (isObject ? scanner.TryMember(out key, out value) : scanner.TryItem(out value))
        {
            var isMeant = name.IsEmpty || (isObject && Ascii.EqualsIgnoreCase(key.In(json), name));
            if (value.Kind is JsonKind.Object or JsonKind.Array)
            {
                // In a list of that name every text counts.
                AppendAll(to, value.In(json), isMeant && value.Kind == JsonKind.Array ? [] : name, start, isName, depth - 1);
            }
            else if (isMeant && TextOf(json, value) is { IsEmpty: false } text)
            {
                to.AppendComma(start);
                if (isName)
                {
                    to.AppendName(text);
                }
                else
                {
                    to.Append(text);
                }
            }
        }
    }

    static bool TryFind(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int depth, out JsonValue found)
    {
        found = default;
        var scanner = new JsonScanner(json);
        var isObject = json is [(byte)'{', ..];
        if (depth == 0 || !scanner.TryBegin(isObject ? (byte)'{' : (byte)'['))
        {
            return false;
        }
        JsonValue key = default, value;
        while (isObject ? scanner.TryMember(out key, out value) : scanner.TryItem(out value))
        {
            if (isObject && Ascii.EqualsIgnoreCase(key.In(json), name))
            {
                found = value;
                return true;
            }
            if (value.Kind is JsonKind.Object or JsonKind.Array && TryFind(value.In(json), name, depth - 1, out var inner))
            {
                found = inner with { Start = value.Start + inner.Start };
                return true;
            }
        }
        return false;
    }
}
