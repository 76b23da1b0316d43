namespace Nameward.Engine.Evidence.Proposals;

/// <summary>What one word of a column's name means.</summary>
[Flags]
enum FieldWord
{
    None = 0,
    /// <summary>Who began.</summary>
    Client = 1,
    /// <summary>Whom it was begun with.</summary>
    Server = 1 << 1,
    /// <summary>An address.</summary>
    Address = 1 << 2,
    /// <summary>A port.</summary>
    Port = 1 << 3,
    /// <summary>What was asked.</summary>
    Query = 1 << 4,
    /// <summary>A domain name.</summary>
    Domain = 1 << 5,
    /// <summary>A name of any kind, a host's among them.</summary>
    Name = 1 << 6,
    /// <summary>A type.</summary>
    Type = 1 << 7,
    /// <summary>A resource record.</summary>
    Record = 1 << 8,
    /// <summary>What came back.</summary>
    Response = 1 << 9,
    /// <summary>A code or status.</summary>
    Code = 1 << 10,
    /// <summary>The code of a DNS response.</summary>
    Rcode = 1 << 11,
    /// <summary>The records of a response.</summary>
    Answers = 1 << 12,
    /// <summary>A time.</summary>
    Time = 1 << 13,
    /// <summary>The begin of something.</summary>
    Start = 1 << 14,
    /// <summary>The end of something.</summary>
    End = 1 << 15,
    /// <summary>Bytes.</summary>
    Bytes = 1 << 16,
    /// <summary>Packets.</summary>
    Packets = 1 << 17,
    /// <summary>From client to server.</summary>
    Up = 1 << 18,
    /// <summary>From server to client.</summary>
    Down = 1 << 19,
    /// <summary>A span of time.</summary>
    Duration = 1 << 20,
    /// <summary>A protocol.</summary>
    Protocol = 1 << 21,
    /// <summary>What a firewall did.</summary>
    Action = 1 << 22,
    /// <summary>A rule of it.</summary>
    Rule = 1 << 23,
    /// <summary>Which side of an exchange.</summary>
    Direction = 1 << 24,
    /// <summary>Something that tells one from others.</summary>
    Id = 1 << 25,
    /// <summary>A message or transaction.</summary>
    Message = 1 << 26,
    /// <summary>Behind a translation of addresses.</summary>
    Translated = 1 << 27,
    /// <summary>DNS.</summary>
    Dns = 1 << 28,
    /// <summary>When it was taken in, and not when it was.</summary>
    Late = 1 << 29,
    /// <summary>About something of which there is no field.</summary>
    Foreign = 1 << 30,
}
