using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>
/// A place in a DNS message, from which names are read with their compression undone (RFC 1035 section 4.1.4). Every pointer must lead to a byte
/// before the run of labels it stands in and behind the header, so that no chain of pointers can close; and what all names of one message may
/// take together is limited, so that a message of 64 KiB whose every record points to one long name costs no more than an honest one.
/// </summary>
ref struct WireCursor(ReadOnlySpan<byte> message, int at)
{
    /// <summary>Bytes of labels and pointers followed in one message: four times the longest message (a zone transfer needs under half).</summary>
    const int MostNameBytes = 256 << 10;

    /// <summary>Pointers of one name. A writer needs one, some make two or three.</summary>
    const int MostPointers = 128;

    readonly ReadOnlySpan<byte> _message = message;
    int _nameBytes;

    /// <summary>Where the next read starts.</summary>
    public int At { get; set; } = at;

    /// <summary>Bytes from here to the end of the message.</summary>
    public readonly int Left => _message.Length - At;

    /// <summary>The next bytes, without moving.</summary>
    public readonly ReadOnlySpan<byte> Peek(int count) => _message.Slice(At, count);

    /// <summary>Whether a pointer to the first question's name, the usual owner of an answer, stands here.</summary>
    public readonly bool IsAtPointerToQuestion => Left >= 2 && _message[At] == 0xC0 && _message[At + 1] == WireHeader.Bytes;

    /// <summary>Two bytes; the caller has looked at <see cref="Left"/>.</summary>
    public ushort ReadU16()
    {
        var value = BinaryPrimitives.ReadUInt16BigEndian(_message[At..]);
        At += 2;
        return value;
    }

    /// <summary>Reads what stands between the owner of a record and its data, and moves to the data; false where either runs out.</summary>
    public bool TryReadFrame(out RecordFrame frame)
    {
        var rest = _message[At..];
        if (rest.Length < RecordFrame.Bytes)
        {
            frame = default;
            return false;
        }
        frame = RecordFrame.Read(rest, At + RecordFrame.Bytes);
        At += RecordFrame.Bytes;
        return frame.End <= _message.Length;
    }

    /// <summary>Moves behind the name of the root, if it stands here: the owner of every OPT record.</summary>
    public bool TrySkipRoot()
    {
        if (Left == 0 || _message[At] != 0)
        {
            return false;
        }
        At++;
        return true;
    }

    /// <summary>
    /// Writes the name that stands here, uncompressed and with its case, and moves behind it; <paramref name="length"/> bytes of
    /// <paramref name="name"/> (of <see cref="WireName.MaxBytes"/>) are then set. 127 labels follow from 255 bytes.
    /// </summary>
    public WireDamage ReadName(Span<byte> name, out int length)
    {
        length = 0;
        int at = At, run = At, written = 0, pointers = 0;
        while ((uint)at < (uint)_message.Length)
        {
            int first = _message[at];
            if (first is > 0 and <= WireName.MaxLabelBytes)
            {
                at += first + 1;
                if (written + at - run >= WireName.MaxBytes)
                {
                    return WireDamage.NameTooLong;
                }
                continue;
            }
            if (first is > 0 and < 0xC0)
            {
                return WireDamage.LabelType;
            }
            // A run of labels is copied as one, with the empty label where it ends the name.
            var end = first == 0 ? at + 1 : at;
            _message[run..end].CopyTo(name[written..]);
            written += end - run;
            _nameBytes += end - run + 2;
            if (first == 0)
            {
                length = written;
                At = pointers == 0 ? end : At;
                return _nameBytes > MostNameBytes ? WireDamage.Expansion : WireDamage.None;
            }
            if (at + 1 == _message.Length)
            {
                return WireDamage.NameRunsOut;
            }
            var target = (first & 0x3F) << 8 | _message[at + 1];
            if (target >= run || target < WireHeader.Bytes || pointers == MostPointers)
            {
                return WireDamage.Pointer;
            }
            At = pointers == 0 ? at + 2 : At;
            pointers++;
            at = run = target;
        }
        return WireDamage.NameRunsOut;
    }

    /// <summary>Moves behind the name that stands here; where a pointer leads is not followed.</summary>
    public WireDamage SkipName()
    {
        for (var at = At; at < _message.Length && at - At < WireName.MaxBytes; at += _message[at] + 1)
        {
            int first = _message[at];
            if (first == 0)
            {
                At = at + 1;
                return WireDamage.None;
            }
            if (first >= 0xC0)
            {
                return SkipPointer(at);
            }
            if (first > WireName.MaxLabelBytes)
            {
                return WireDamage.LabelType;
            }
        }
        return Left > WireName.MaxBytes ? WireDamage.NameTooLong : WireDamage.NameRunsOut;
    }

    WireDamage SkipPointer(int at)
    {
        if (at + 1 >= _message.Length)
        {
            return WireDamage.NameRunsOut;
        }
        var target = (_message[at] & 0x3F) << 8 | _message[at + 1];
        if (target >= At || target < WireHeader.Bytes)
        {
            return WireDamage.Pointer;
        }
        At = at + 2;
        return WireDamage.None;
    }
}
