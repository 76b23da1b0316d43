using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>The names of mapped records, of which is undone what their product did to them. One belongs to one reader.</summary>
sealed class MappedName(MappedField? field)
{
    /// <summary>A name of 255 bytes, each as an escape of four, and as much again for what stands around it.</summary>
    const int Longest = 2048;

    readonly ImmutableArray<NameUndo> _undo = field?.Undo ?? [];
    readonly byte[] _text = new byte[Longest];

    /// <summary>Gives a row its name; false where the text is none.</summary>
    public bool TryTake(ReadOnlySpan<byte> text, LogRow row)
    {
        if (_undo.IsEmpty)
        {
            return row.TryName(text);
        }
        if (text.Length > Longest)
        {
            return false;
        }
        text.CopyTo(_text);
        var length = text.Length;
        var isRaw = false;
        foreach (var undo in _undo)
        {
            if (undo == NameUndo.MsLabels)
            {
                return TryLabels(_text.AsSpan(0, length), row);
            }
            isRaw |= undo is NameUndo.HexEscapes or NameUndo.Nothing;
            length = Undo(undo, _text.AsSpan(0, length));
        }
        return isRaw ? row.TryRawName(WithoutLastDot(_text.AsSpan(0, length))) : row.TryName(_text.AsSpan(0, length));
    }

    static ReadOnlySpan<byte> WithoutLastDot(ReadOnlySpan<byte> name) => name is [_, .., (byte)'.'] ? name[..^1] : name;

    // None makes a text longer, so that each is written over itself.
    static int Undo(NameUndo undo, Span<byte> text) => undo switch
    {
        NameUndo.UrlEscapes => PercentText.Decode(text, text),
        NameUndo.HexEscapes => HexEscapes.Decode(text, text),
        NameUndo.Brackets => WithoutBrackets(text),
        _ => text.Length,
    };

    static int WithoutBrackets(Span<byte> text)
    {
        var used = 0;
        for (var at = 0; at < text.Length; used++)
        {
            var isBracketed = at + 2 < text.Length && text[at + 1] == '.' && (text[at], text[at + 2]) is ((byte)'[', (byte)']') or ((byte)'(', (byte)')');
            text[used] = isBracketed ? (byte)'.' : text[at];
            at += isBracketed ? 3 : 1;
        }
        return used;
    }

    static bool TryLabels(ReadOnlySpan<byte> text, LogRow row)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var length = MicrosoftName.Read(text, name, out var used);
        if (length == 0 || used != text.Length)
        {
            return false;
        }
        row.SetName(name[..length]);
        return true;
    }
}
