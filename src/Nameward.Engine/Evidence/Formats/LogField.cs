namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a named field of a record means, in whichever product's words.</summary>
enum LogField : byte
{
    /// <summary>When it was.</summary>
    Time,
    /// <summary>Address of who asked, maybe with a port.</summary>
    Client,
    /// <summary>Port of who asked.</summary>
    ClientPort,
    /// <summary>Address of who was asked, maybe with a port.</summary>
    Server,
    /// <summary>Port of who was asked.</summary>
    ServerPort,
    /// <summary>QNAME.</summary>
    Name,
    /// <summary>QTYPE.</summary>
    Type,
    /// <summary>RCODE.</summary>
    Rcode,
    /// <summary>How it travelled.</summary>
    Transport,
    /// <summary>Message id.</summary>
    Id,
    /// <summary>Bytes of the response, or of the query where only that is shown.</summary>
    Bytes,
    /// <summary>Records of the response.</summary>
    Answers,
    /// <summary>Which kind of record it is, where one log holds several.</summary>
    Kind,
    /// <summary>How long a conversation lasted, in seconds.</summary>
    Duration,
    /// <summary>The same in milliseconds.</summary>
    Milliseconds,
    /// <summary>When a conversation ended.</summary>
    End,
    /// <summary>IP protocol, by number or name.</summary>
    Protocol,
    /// <summary>Bytes from client to server.</summary>
    UpBytes,
    /// <summary>Bytes from server to client.</summary>
    DownBytes,
    /// <summary>Packets from client to server.</summary>
    UpPackets,
    /// <summary>Packets from server to client.</summary>
    DownPackets,
    /// <summary>What a firewall did.</summary>
    Action,
    /// <summary>Which rule of it decided, by its name.</summary>
    Rule,
    /// <summary>The number of that rule.</summary>
    RuleNumber,
    /// <summary>Address of the client behind a translation.</summary>
    TranslatedClient,
    /// <summary>Port of the client behind a translation.</summary>
    TranslatedClientPort,
    /// <summary>Address of the server behind a translation.</summary>
    TranslatedServer,
    /// <summary>Port of the server behind a translation.</summary>
    TranslatedServerPort,
    /// <summary>Name of the host that asked.</summary>
    Host,
    /// <summary>Name of the host that tells of it: the one that asked where the record names the program, and else maybe a server or a sensor.</summary>
    Device,
    /// <summary>Account on whose behalf a program asked.</summary>
    User,
    /// <summary>Program that asked: the path of its image, or its name.</summary>
    Process,
    /// <summary>Its process id.</summary>
    ProcessId,
    /// <summary>A field that this product alone has, told apart by its number.</summary>
    First,
    /// <summary>A second one.</summary>
    Second,
    /// <summary>A third one.</summary>
    Third,
    /// <summary>A fourth one.</summary>
    Fourth,
    /// <summary>A fifth one.</summary>
    Fifth,
    /// <summary>A sixth one.</summary>
    Sixth,
    /// <summary>A seventh one.</summary>
    Seventh,
    /// <summary>An eighth one.</summary>
    Eighth,
    /// <summary>How many there are.</summary>
    Count,
}
