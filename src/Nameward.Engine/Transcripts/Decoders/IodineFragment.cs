namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>A piece of a packet, or an acknowledgement without one, in a name or an answer of iodine (doc/proto_00000502.txt, "Data").</summary>
readonly ref struct IodineFragment
{
    const int NameHeader = 5, AnswerHeader = 2;

    /// <summary>Number of the packet, 3 bits.</summary>
    public int Sequence { get; private init; }

    /// <summary>Number of the piece in it, 4 bits.</summary>
    public int Number { get; private init; }

    /// <summary>Whether it is the last piece.</summary>
    public bool IsLast { get; private init; }

    /// <summary>Number of the packet of the other direction that was heard last.</summary>
    public int Heard { get; private init; }

    /// <summary>The piece: text of a codec in names, bytes in answers; empty where nothing is carried.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>
    /// Reads a name, labels without dots: user in hexadecimal, three base32 digits <c>SSSFF FFDDD GGGGL</c> (own sequence and fragment, those of the other
    /// side acknowledged, last), a digit against caches, data.
    /// </summary>
    public static bool TryName(ReadOnlySpan<byte> text, out IodineFragment fragment)
    {
        fragment = default;
        if (text.Length <= NameHeader || !char.IsAsciiHexDigit((char)text[0]) || IodineName.Digits(text[1..4]) is not { } header)
        {
            return false;
        }
        fragment = new() { Sequence = header >> 12, Number = header >> 8 & 15, Heard = header >> 5 & 7, IsLast = (header & 1) != 0, Data = text[NameHeader..] };
        return true;
    }

    /// <summary>Reads an answer: <c>C SSS FFFF</c> (packed, acknowledged), <c>DDD GGGG L</c> (own sequence and fragment, last), data.</summary>
    public static bool TryAnswer(ReadOnlySpan<byte> answer, out IodineFragment fragment)
    {
        fragment = default;
        if (answer.Length < AnswerHeader)
        {
            return false;
        }
        fragment = new() { Sequence = answer[1] >> 5, Number = answer[1] >> 1 & 15, Heard = answer[0] >> 4 & 7, IsLast = (answer[1] & 1) != 0, Data = answer[AnswerHeader..] };
        return true;
    }
}
