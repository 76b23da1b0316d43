using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an object as <c>Export-Clixml</c> writes it (MS-PSRP section 2.2.5): elements <c>Obj</c> within each other, whose properties are named by the attribute
/// <c>N</c>. An object that is written once and meant twice (<c>Ref</c>) is read in the first place alone. One belongs to one reader.
/// </summary>
sealed class Clixml
{
    const int MostDepth = 64;

    static readonly SearchValues<byte> EndsOfNames = SearchValues.Create(" \t\r\n=/>\"'<"u8);

    enum Role : byte
    {
        Object,
        Container,
        Value,
        TextOfObject,
        Skipped,
    }

    struct Frame
    {
        public Role Role;
        public int Node;
        public Slice Tag;
        public Slice Name;
    }

    readonly Frame[] _open = new Frame[MostDepth + 1];
    readonly JoinedText _text = new();
    byte[] _room = [];
    int _depth;
    bool _isRead;

    /// <summary>Reads an object.</summary>
    /// <param name="text">From the start tag of <c>Obj</c> to its end tag.</param>
    /// <param name="to">Takes it.</param>
    /// <returns>False where it is not well-formed.</returns>
    public bool TryRead(ReadOnlySpan<byte> text, PowerShellObject to)
    {
        to.Begin();
        _text.Clear();
        (_depth, _isRead) = (0, false);
        _room = _room.Length < text.Length ? new byte[text.Length] : _room;
        for (var at = 0; at < text.Length;)
        {
            var tag = text[at..].IndexOf((byte)'<');
            if (tag != 0)
            {
                var length = tag < 0 ? text.Length - at : tag;
                AddText(text.Slice(at, length));
                at += length;
                continue;
            }
            var end = text[at..].IndexOf((byte)'>');
            if (end < 0 || !TryTag(text, at, end, to))
            {
                to.End();
                return false;
            }
            at += end + 1;
        }
        to.End();
        return _depth == 0;
    }

    void AddText(ReadOnlySpan<byte> text)
    {
        if (_depth > 0 && _open[_depth - 1].Role is Role.Value or Role.TextOfObject)
        {
            _text.Add(Decode(text));
        }
    }

    bool TryTag(ReadOnlySpan<byte> text, int at, int end, PowerShellObject to)
    {
        var inside = text.Slice(at + 1, end - 1);
        if (inside is [(byte)'/', ..])
        {
            return TryClose(text, inside[1..].TrimEnd(" \t\r\n"u8), to);
        }
        var isEmpty = inside is [.., (byte)'/'];
        var length = inside.IndexOfAny(EndsOfNames);
        var tag = length < 0 ? inside : inside[..length];
        if (tag.IsEmpty || _depth > MostDepth || (_depth == 0 && (_isRead || RoleOf(tag) != Role.Object)))
        {
            return false;
        }
        _isRead = true;
        Open(text, tag, new(at + 1, tag.Length), NameOf(text, at + 1 + tag.Length, at + end), to);
        return !isEmpty || TryClose(text, tag, to);
    }

    void Open(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag, Slice place, Slice name, PowerShellObject to)
    {
        var parent = _depth == 0 ? new() { Role = Role.Container, Node = PowerShellObject.None } : _open[_depth - 1];
        var written = text.Slice(name.Start, name.Length);
        var role = parent.Role is Role.Skipped || written.SequenceEqual("MiXml"u8) ? Role.Skipped : RoleOf(tag);
        var node = parent.Node;
        if (role == Role.Object)
        {
            node = _depth == 0 ? PowerShellObject.Root : to.Open(parent.Node, Decode(written));
        }
        _text.Clear();
        _open[_depth++] = new() { Role = role, Node = node, Tag = place, Name = name };
    }

    bool TryClose(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag, PowerShellObject to)
    {
        if (_depth == 0)
        {
            return false;
        }
        var frame = _open[--_depth];
        if (!tag.SequenceEqual(text.Slice(frame.Tag.Start, frame.Tag.Length)))
        {
            return false;
        }
        switch (frame.Role)
        {
            case Role.Object when _depth > 0 && _open[_depth - 1].Node != frame.Node:
                to.Close(frame.Node);
                break;
            case Role.Value when frame.Node != PowerShellObject.None:
                to.Add(frame.Node, Decode(text.Slice(frame.Name.Start, frame.Name.Length)), _text.Text);
                break;
            case Role.TextOfObject when frame.Node != PowerShellObject.None:
                to.SetText(frame.Node, _text.Text);
                break;
        }
        _text.Clear();
        return true;
    }

    static Role RoleOf(ReadOnlySpan<byte> tag) => tag switch
    {
        _ when tag.SequenceEqual("Obj"u8) => Role.Object,
        _ when tag.SequenceEqual("ToString"u8) => Role.TextOfObject,
        _ when tag.SequenceEqual("TN"u8) || tag.SequenceEqual("TNRef"u8) => Role.Skipped,
        _ when tag.SequenceEqual("Props"u8) || tag.SequenceEqual("MS"u8) || tag.SequenceEqual("LST"u8) || tag.SequenceEqual("IE"u8) => Role.Container,
        _ when tag.SequenceEqual("DCT"u8) || tag.SequenceEqual("En"u8) || tag.SequenceEqual("QUE"u8) || tag.SequenceEqual("STK"u8) => Role.Container,
        _ => Role.Value,
    };

    /// <summary>Where the value of the attribute <c>N</c> stands; an empty place where there is none.</summary>
    static Slice NameOf(ReadOnlySpan<byte> text, int from, int to)
    {
        var inside = text[from..to];
        var start = inside.IndexOf(" N=\""u8);
        if (start < 0)
        {
            return default;
        }
        start += 4;
        var length = inside[start..].IndexOf((byte)'"');
        return length < 0 ? default : new(from + start, length);
    }

    /// <summary>Undoes references of XML, and what PowerShell writes for characters that have none: <c>_x000A_</c>.</summary>
    ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        var used = XmlText.Decode(text, _room);
        var plain = _room.AsSpan(0, used);
        if (plain.IndexOf("_x"u8) < 0)
        {
            return plain;
        }
        var to = 0;
        for (var at = 0; at < plain.Length;)
        {
            if (plain[at] == '_' && TryEscape(plain[at..], out var rune))
            {
                at += "_x0000_".Length;
                to += rune.EncodeToUtf8(plain[to..]);
            }
            else
            {
                plain[to++] = plain[at++];
            }
        }
        return plain[..to];
    }

    static bool TryEscape(ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        return text.Length >= "_x0000_".Length && text[1] == 'x' && text[6] == '_'
            && Utf8Parser.TryParse(text.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4 && Rune.TryCreate((char)unit, out rune);
    }
}
