using System.Buffers.Binary;
using System.Diagnostics;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the binary XML of an event ([MS-EVEN6] section 2.2.12; the chunk of a file adds names and templates that stand elsewhere in it). A template is XML
/// with gaps, which the values of each event fill. It may stand in an earlier record of the chunk, and a value may be binary XML itself. Offsets, counts and
/// nesting are an adversary's: every read is checked, and the tokens and values of one event are limited, so that templates in templates cost no more than honest ones.
/// </summary>
sealed class WindowsBinaryXml(WindowsElements to, WindowsEvent written)
{
    const int MostTokens = 16_384;

    /// <summary>Templates and values of binary XML in each other; events have two.</summary>
    const int MostLevels = 6;

    /// <summary>Values of one template; the largest in use have about 60.</summary>
    const int MostValues = 512;

    const int TokenMask = 0x3F;
    const byte HasAttributes = 0x40;
    const int TemplateHead = 24;

    readonly int[] _offsets = new int[MostLevels * MostValues];
    int _tokens;

    enum Token : byte
    {
        End = 0x00,
        OpenElement = 0x01,
        CloseStart = 0x02,
        CloseEmpty = 0x03,
        EndElement = 0x04,
        Value = 0x05,
        Attribute = 0x06,
        Cdata = 0x07,
        CharReference = 0x08,
        EntityReference = 0x09,
        InstructionTarget = 0x0A,
        InstructionData = 0x0B,
        Template = 0x0C,
        Substitution = 0x0D,
        OptionalSubstitution = 0x0E,
        FragmentHeader = 0x0F,
    }

    /// <summary>Reads an event.</summary>
    /// <param name="chunk">The chunk, from which offsets count.</param>
    /// <param name="start">Where the event's binary XML begins in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>False where it is damaged.</returns>
    public bool TryRead(ReadOnlySpan<byte> chunk, int start, int end)
    {
        _tokens = 0;
        to.Begin();
        var cursor = new WindowsCursor(chunk, start, end);
        var isRead = TryFragment(ref cursor, new(0, 0, 0), isEmbedded: false) && to.IsClosed;
        written.End();
        return isRead;
    }

    /// <summary>Reads elements and templates up to the token that ends them, or to the end.</summary>
    /// <param name="cursor">Stands at the first token.</param>
    /// <param name="values">What fills the gaps.</param>
    /// <param name="isEmbedded">Whether it is a value; elements have no number of what they depend on there.</param>
    bool TryFragment(ref WindowsCursor cursor, in Values values, bool isEmbedded)
    {
        while (!cursor.IsAtEnd && IsWithinLimit())
        {
            switch (Peek(cursor))
            {
                case Token.End:
                    return true;
                case Token.FragmentHeader:
                    cursor.Skip(4);
                    break;
                case Token.Template when TryTemplate(ref cursor, values.Level):
                    break;
                case Token.OpenElement when TryElement(ref cursor, values, isEmbedded, 0):
                    break;
                case Token.InstructionTarget or Token.InstructionData when TryInstruction(ref cursor):
                    break;
                default:
                    return false;
            }
        }
        return cursor.IsSound && _tokens <= MostTokens;
    }

    bool IsWithinLimit() => ++_tokens <= MostTokens;

    static Token Peek(in WindowsCursor cursor) => (Token)(cursor.Peek() & TokenMask);

    /// <summary>
    /// Reads a template's instance: a byte, the template's number, its offset in the chunk; the template itself if that is here; then how many values there
    /// are, length and type of each, and the values.
    /// </summary>
    bool TryTemplate(ref WindowsCursor cursor, int level)
    {
        cursor.Skip(6);
        var definition = (int)Math.Min(cursor.ReadUInt32(), int.MaxValue);
        if (!cursor.IsSound || level + 1 >= MostLevels)
        {
            return false;
        }
        var head = cursor.At(definition);
        head.Skip(TemplateHead - sizeof(uint));
        var length = head.ReadUInt32();
        if (!head.IsSound || length > head.Left)
        {
            return false;
        }
        if (definition == cursor.Position)
        {
            cursor.Skip(TemplateHead + (int)length);
        }
        if (!TryValues(ref cursor, level + 1, out var values))
        {
            return false;
        }
        var body = head.Part((int)length);
        return TryFragment(ref body, values, isEmbedded: false);
    }

    bool TryValues(ref WindowsCursor cursor, int level, out Values values)
    {
        var count = cursor.ReadUInt32();
        values = new(level, (int)Math.Min(count, MostValues + 1), cursor.Position);
        _tokens += values.Count;
        if (count > MostValues || !cursor.IsSound)
        {
            return false;
        }
        var descriptors = cursor;
        cursor.Skip((int)count * 4);
        for (var i = 0; i < count; i++)
        {
            _offsets[level * MostValues + i] = cursor.Position;
            cursor.Skip(descriptors.ReadUInt16());
            descriptors.Skip(2);
        }
        return cursor.IsSound;
    }

    bool TryElement(ref WindowsCursor cursor, in Values values, bool isEmbedded, int depth)
    {
        var token = cursor.ReadByte();
        cursor.Skip(isEmbedded ? sizeof(uint) : sizeof(ushort) + sizeof(uint));
        Span<byte> name = stackalloc byte[WindowsCursor.LongestName];
        var length = cursor.ReadName(name);
        if (!cursor.IsSound || depth > WindowsElements.MostDepth || !to.Open(name[..length]))
        {
            return false;
        }
        if ((token & HasAttributes) != 0 && !TryAttributes(ref cursor, values))
        {
            return false;
        }
        var close = (Token)cursor.ReadByte();
        to.Content();
        var isDone = close == Token.CloseEmpty || (close == Token.CloseStart && TryContent(ref cursor, values, isEmbedded, depth));
        to.Close();
        return isDone && cursor.IsSound;
    }

    bool TryAttributes(ref WindowsCursor cursor, in Values values)
    {
        cursor.Skip(sizeof(uint));
        Span<byte> name = stackalloc byte[WindowsCursor.LongestName];
        while (Peek(cursor) == Token.Attribute && IsWithinLimit())
        {
            cursor.Skip(1);
            var length = cursor.ReadName(name);
            to.Attribute(name[..length]);
            while (IsText(Peek(cursor)))
            {
                if (!TryText(ref cursor, values))
                {
                    return false;
                }
            }
            to.EndAttribute();
        }
        return cursor.IsSound;
    }

    bool TryContent(ref WindowsCursor cursor, in Values values, bool isEmbedded, int depth)
    {
        while (cursor.IsSound && IsWithinLimit())
        {
            switch (Peek(cursor))
            {
                case Token.EndElement:
                    cursor.Skip(1);
                    return true;
                case Token.OpenElement when TryElement(ref cursor, values, isEmbedded, depth + 1):
                    break;
                case Token.Template when TryTemplate(ref cursor, values.Level):
                    break;
                case Token.InstructionTarget or Token.InstructionData when TryInstruction(ref cursor):
                    break;
                case var token when IsText(token) && TryText(ref cursor, values):
                    break;
                default:
                    return false;
            }
        }
        return false;
    }

    static bool IsText(Token token) => token is Token.Value or Token.Cdata or Token.CharReference or Token.EntityReference or Token.Substitution or Token.OptionalSubstitution;

    bool TryText(ref WindowsCursor cursor, in Values values)
    {
        var token = (Token)(cursor.ReadByte() & TokenMask);
        switch (token)
        {
            case Token.Value:
                // A value that stands in a template is a string always.
                return cursor.ReadByte() == WindowsValues.String && TryString(ref cursor);
            case Token.Cdata:
                return TryString(ref cursor);
            case Token.CharReference:
                Span<byte> unit = stackalloc byte[2];
                BinaryPrimitives.WriteUInt16LittleEndian(unit, cursor.ReadUInt16());
                return Write(unit) && cursor.IsSound;
            case Token.EntityReference:
                return TryEntity(ref cursor);
            default:
                var number = cursor.ReadUInt16();
                cursor.Skip(1);
                return cursor.IsSound && TrySubstitution(cursor, values, number);
        }
    }

    bool TryString(ref WindowsCursor cursor)
    {
        var text = cursor.ReadBytes(2 * cursor.ReadUInt16());
        return cursor.IsSound && Write(text);
    }

    bool Write(ReadOnlySpan<byte> utf16) => to.Target == WindowsField.None || WindowsValues.TryWriteString(utf16, written);

    bool TryEntity(ref WindowsCursor cursor)
    {
        Span<byte> name = stackalloc byte[WindowsCursor.LongestName];
        var length = cursor.ReadName(name);
        if (cursor.IsSound && to.Target != WindowsField.None && Scanning.XmlText.TryReference(name[..length], out var rune))
        {
            written.Copy([(byte)rune.Value]);
        }
        return cursor.IsSound;
    }

    static bool TryInstruction(ref WindowsCursor cursor)
    {
        if ((Token)(cursor.ReadByte() & TokenMask) == Token.InstructionData)
        {
            cursor.Skip(2 * cursor.ReadUInt16());
            return cursor.IsSound;
        }
        Span<byte> name = stackalloc byte[WindowsCursor.LongestName];
        cursor.ReadName(name);
        return cursor.IsSound;
    }

    /// <summary>Fills a gap. A value that the event does not have is nothing.</summary>
    bool TrySubstitution(in WindowsCursor cursor, in Values values, int number)
    {
        if (number >= values.Count)
        {
            return values.Level > 0;
        }
        var descriptor = cursor.At(values.Descriptors + 4 * number);
        int length = descriptor.ReadUInt16(), type = descriptor.ReadByte();
        var value = cursor.At(_offsets[values.Level * MostValues + number]).Part(length);
        Debug.Assert(value.IsSound, "The length of each value was checked when its place was noted.");
        if (type == WindowsValues.BinaryXml)
        {
            // It has values of its own by its own template: with those of the outer one it could hold itself.
            return length == 0 || TryFragment(ref value, values with { Count = 0 }, isEmbedded: true);
        }
        if (to.Target == WindowsField.Time && type == WindowsValues.FileTime)
        {
            return WindowsValues.TrySetTime(value.Rest, written);
        }
        return to.Target == WindowsField.None || WindowsValues.TryWrite(type, value.Rest, to, written);
    }

    /// <summary>The values of a template's instance.</summary>
    /// <param name="Level">How many templates it stands in, itself counted; 0 outside of all.</param>
    /// <param name="Count">How many values there are.</param>
    /// <param name="Descriptors">Offset in the chunk of their lengths and types.</param>
    readonly record struct Values(int Level, int Count, int Descriptors);
}
