using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Writes the values of binary XML as text, as <c>wevtutil</c> prints them ([MS-EVEN6] section 2.2.12.6): whole numbers in decimal digits, bytes in hexadecimal,
/// identifiers in braces, times in ISO 8601. Of floating point and of types of no use for look-ups, and where a length does not fit its type, nothing is written.
/// </summary>
static class WindowsValues
{
    /// <summary>Type of a string of UTF-16.</summary>
    public const int String = 0x01;

    /// <summary>Type of a time in 100 ns from 1601.</summary>
    public const int FileTime = 0x11;

    /// <summary>Type of a value that is binary XML.</summary>
    public const int BinaryXml = 0x21;

    const int AnsiString = 0x02, Int8 = 0x03, UInt8 = 0x04, Int16 = 0x05, UInt16 = 0x06, Int32 = 0x07, UInt32 = 0x08, Int64 = 0x09, UInt64 = 0x0A, Boolean = 0x0D,
        Binary = 0x0E, Guid = 0x0F, SizeType = 0x10, SystemTime = 0x12, Sid = 0x13, HexInt32 = 0x14, HexInt64 = 0x15;

    const int Array = 0x80;

    /// <summary>Room for any value of a fixed length: a GUID in braces is the longest but a SID of 15 parts.</summary>
    const int LongestFixed = 192;

    /// <summary>Writes a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">Its bytes.</param>
    /// <param name="to">Is told where one value of an array ends.</param>
    /// <param name="written">Takes the text.</param>
    /// <returns>False where the event would grow beyond measure.</returns>
    public static bool TryWrite(int type, ReadOnlySpan<byte> value, WindowsElements to, WindowsEvent written) => type switch
    {
        String => TryWriteString(value, written),
        Array | String => TryWriteStrings(value, to, written),
        AnsiString => TryCopy(value.TrimEnd((byte)0), written),
        Binary => TryWriteHex(value, written),
        _ => TryWriteFixed(type, value, written),
    };

    /// <summary>Writes UTF-16 as UTF-8; half of a surrogate pair becomes U+FFFD, zeros at the end are left out.</summary>
    public static bool TryWriteString(ReadOnlySpan<byte> utf16, WindowsEvent written)
    {
        var units = MemoryMarshal.Cast<byte, char>(utf16).TrimEnd('\0');
        if (!written.TryRoom(3 * units.Length, out var room))
        {
            return false;
        }
        Utf8.FromUtf16(units, room, out _, out var bytes, replaceInvalidSequences: true);
        written.Advance(bytes);
        return true;
    }

    /// <summary>Sets the time of an event; where it is none of the calendar, it is unset.</summary>
    public static bool TrySetTime(ReadOnlySpan<byte> value, WindowsEvent written)
    {
        if (TryFileTime(value, out var time))
        {
            written.SetTime(time);
        }
        return true;
    }

    static bool TryFileTime(ReadOnlySpan<byte> value, out DateTime time)
    {
        const long First = 504_911_232_000_000_000; // 1601-01-01 in ticks
        var isRead = BinaryPrimitives.TryReadInt64LittleEndian(value, out var ticks) && ticks > 0 && ticks <= DateTime.MaxValue.Ticks - First;
        time = isRead ? new(First + ticks, DateTimeKind.Utc) : default;
        return isRead;
    }

    /// <summary>Writes the strings of an array, each behind its zero; the last may have none.</summary>
    static bool TryWriteStrings(ReadOnlySpan<byte> value, WindowsElements to, WindowsEvent written)
    {
        var units = MemoryMarshal.Cast<byte, char>(value);
        while (true)
        {
            var end = units.IndexOf('\0');
            var text = end < 0 ? units : units[..end];
            if (!TryWriteString(MemoryMarshal.AsBytes(text), written))
            {
                return false;
            }
            units = end < 0 ? [] : units[(end + 1)..];
            if (units.IsEmpty)
            {
                return true;
            }
            to.NextValue();
        }
    }

    static bool TryCopy(ReadOnlySpan<byte> bytes, WindowsEvent written)
    {
        var isRoom = written.TryRoom(bytes.Length, out _);
        written.Copy(bytes);
        return isRoom;
    }

    static bool TryWriteHex(ReadOnlySpan<byte> value, WindowsEvent written)
    {
        if (!written.TryRoom(2 * value.Length, out var room))
        {
            return false;
        }
        Convert.TryToHexString(value, room, out var length);
        written.Advance(length);
        return true;
    }

    static bool TryWriteFixed(int type, ReadOnlySpan<byte> value, WindowsEvent written)
    {
        if (!written.TryRoom(LongestFixed, out var room))
        {
            return false;
        }
        var length = type switch
        {
            Guid when value.Length == 16 => FormatGuid(value, room),
            FileTime when TryFileTime(value, out var time) => FormatTime(time, room),
            SystemTime when value.Length == 16 => FormatSystemTime(value, room),
            Sid => FormatSid(value, room),
            Boolean when value.Length == 4 => Copy(value is [0, 0, 0, 0] ? "false"u8 : "true"u8, room),
            HexInt32 or HexInt64 => FormatHex(Unsigned(value), room),
            SizeType or UInt8 or UInt16 or UInt32 or UInt64 => Format(Unsigned(value), value, room),
            Int8 or Int16 or Int32 or Int64 => FormatSigned(value, room),
            _ => 0,
        };
        written.Advance(length);
        return true;
    }

    static ulong Unsigned(ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        whole.Clear();
        value[..Math.Min(value.Length, whole.Length)].CopyTo(whole);
        return BinaryPrimitives.ReadUInt64LittleEndian(whole);
    }

    static int Format(ulong number, ReadOnlySpan<byte> value, Span<byte> room) =>
        value.IsEmpty || !Utf8Formatter.TryFormat(number, room, out var length) ? 0 : length;

    static int FormatSigned(ReadOnlySpan<byte> value, Span<byte> room)
    {
        if (value.Length is 0 or > sizeof(long))
        {
            return 0;
        }
        var unused = 64 - 8 * value.Length;
        return Utf8Formatter.TryFormat((long)(Unsigned(value) << unused) >> unused, room, out var length) ? length : 0;
    }

    static int FormatHex(ulong number, Span<byte> room)
    {
        "0x"u8.CopyTo(room);
        return Utf8Formatter.TryFormat(number, room[2..], out var length, 'x') ? length + 2 : 0;
    }

    static int FormatGuid(ReadOnlySpan<byte> value, Span<byte> room) => Utf8Formatter.TryFormat(new Guid(value), room, out var length, 'B') ? length : 0;

    static int FormatTime(DateTime time, Span<byte> room) => Utf8Formatter.TryFormat(time, room, out var length, 'O') ? length : 0;

    /// <summary>Year, month, day of the week, day, hour, minute, second and millisecond in two bytes each.</summary>
    static int FormatSystemTime(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var part = MemoryMarshal.Cast<byte, ushort>(value);
        var isTime = !MicrosoftStamp.IsNoDate(part[0], part[1], part[3]) && part[4] < 24 && part[5] < 60 && part[6] < 60 && part[7] < 1000;
        return isTime ? FormatTime(new(part[0], part[1], part[3], part[4], part[5], part[6], part[7], DateTimeKind.Utc), room) : 0;
    }

    /// <summary><c>S-1-5-21-...</c> ([MS-DTYP] section 2.4.2): revision, count of parts, six bytes of authority with the highest first, parts.</summary>
    static int FormatSid(ReadOnlySpan<byte> value, Span<byte> room)
    {
        const int Head = 8, MostParts = 15;
        if (value.Length < Head || value[1] > MostParts || value.Length < Head + 4 * value[1])
        {
            return 0;
        }
        var length = Copy("S-"u8, room);
        length += Format(value[0], value, room[length..]);
        length += Copy("-"u8, room[length..]);
        length += Format(BinaryPrimitives.ReadUInt64BigEndian(value) & 0xFFFF_FFFF_FFFF, value, room[length..]);
        for (var part = 0; part < value[1]; part++)
        {
            length += Copy("-"u8, room[length..]);
            length += Format(BinaryPrimitives.ReadUInt32LittleEndian(value[(Head + 4 * part)..]), value, room[length..]);
        }
        return length;
    }

    static int Copy(ReadOnlySpan<byte> text, Span<byte> room)
    {
        text.CopyTo(room);
        return text.Length;
    }
}
