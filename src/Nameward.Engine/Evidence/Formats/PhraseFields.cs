using System.Buffers;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The fields of a text that is <c>Name: a value, Other Name: value</c>. A value may hold commas and colons: the next field begins where a comma, a space and a word or two of letters stand before a colon and
/// a space. Where a name stands twice, the first counts. One belongs to one reader.
/// </summary>
sealed class PhraseFields(FieldTable table) : FieldValues
{
    const int LongestName = 40;

    static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ "u8);

    readonly (int Start, int Length, bool IsThere)[] _values = new (int, int, bool)[(int)LogField.Count];
    byte[] _text = new byte[2048];

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field] => _text.AsSpan(_values[(int)field].Start, _values[(int)field].Length);

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _values[(int)field].IsThere ? JsonKind.String : JsonKind.None;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => this[field];

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<byte> text)
    {
        _values.AsSpan().Clear();
        if (_text.Length < text.Length)
        {
            _text = new byte[Math.Max(text.Length, 2 * _text.Length)];
        }
        text.CopyTo(_text);
        for (var at = 0; at < text.Length;)
        {
            var name = NameAt(text, at);
            var start = name > 0 ? at + name + 2 : at;
            var end = EndOfValue(text, start);
            if (name > 0 && table.Root.Find(text.Slice(at, name))?.Field is { } field && !_values[(int)field].IsThere)
            {
                _values[(int)field] = (start, end - start, true);
            }
            at = end + 2;
        }
    }

    static int EndOfValue(ReadOnlySpan<byte> text, int at)
    {
        while (text[at..].IndexOf(", "u8) is >= 0 and var comma)
        {
            if (NameAt(text, at + comma + 2) > 0)
            {
                return at + comma;
            }
            at += comma + 2;
        }
        return text.Length;
    }

    /// <summary>How long the name is that begins here; 0 where none does.</summary>
    static int NameAt(ReadOnlySpan<byte> text, int at)
    {
        var rest = text.Slice(at, Math.Min(LongestName + 2, text.Length - at));
        var colon = rest.IndexOf(": "u8);
        return colon > 0 && !rest[..colon].ContainsAnyExcept(NameBytes) ? colon : 0;
    }
}
