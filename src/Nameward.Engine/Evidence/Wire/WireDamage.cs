namespace Nameward.Engine.Evidence.Wire;

/// <summary>What is wrong with a DNS message in wire form; <see cref="WireDamageText.Because"/> says it in words.</summary>
enum WireDamage : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Fewer than the 12 bytes of a header.</summary>
    ShortHeader,
    /// <summary>An opcode that IANA has not assigned.</summary>
    UnknownOpcode,
    /// <summary>QDCOUNT is 0.</summary>
    NoQuestion,
    /// <summary>QDCOUNT is more than the bytes of the message can hold.</summary>
    TooManyQuestions,
    /// <summary>The capture holds less of the message than was sent, and the part being read is not in it.</summary>
    Captured,
    /// <summary>A name, or what belongs to it, goes on past the end of the message.</summary>
    NameRunsOut,
    /// <summary>A label of the types 0x40 or 0x80 (RFC 6891 section 5: the one is retired, the other was never used).</summary>
    LabelType,
    /// <summary>A name of more than 255 bytes.</summary>
    NameTooLong,
    /// <summary>A compression pointer to itself, forwards, or into the header.</summary>
    Pointer,
    /// <summary>The names of one message come to more than any honest message holds.</summary>
    Expansion,
    /// <summary>QTYPE or QCLASS is missing.</summary>
    QuestionRunsOut,
    /// <summary>A record goes on past the end of the message.</summary>
    RecordRunsOut,
    /// <summary>The message ends between two records, with some still to come by its counts.</summary>
    FewerRecords,
    /// <summary>The names in the data of a record do not fit its length.</summary>
    RecordData,
}
