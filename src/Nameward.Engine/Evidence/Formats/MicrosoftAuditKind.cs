using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What one kind of event of Microsoft's DNS server says: what was done to what, and which of its data items tell of it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Act">What was done.</param>
/// <param name="Property">The property of a plain event; empty where it is the whole object.</param>
sealed record MicrosoftAuditKind(ConfigurationKind Kind, ConfigurationAct Act, byte[] Property)
{
    /// <summary>How its data are to be read.</summary>
    public MicrosoftAuditShape Shape { get; init; }
    /// <summary>Items that name what it was done to, of which the first that is there counts; empty where it is the server.</summary>
    public byte[][] Object { get; init; } = [];
    /// <summary>The object, where it is always the same; empty where an item names it.</summary>
    public byte[] FixedObject { get; init; } = [];
    /// <summary>Items with the value: the text of one, or <c>Name=text</c> of each of several.</summary>
    public byte[][] Value { get; init; } = [];
    /// <summary>The value, where it is always the same; empty where items tell it.</summary>
    public byte[] FixedValue { get; init; } = [];
    /// <summary>Items with the value before.</summary>
    public byte[][] Old { get; init; } = [];
    /// <summary>Items that tell who did it, of which the first that is there counts; where none is, it was the account of the event.</summary>
    public byte[][] Actor { get; init; } = [];
    /// <summary>Names of all items in the order of the message, for containers that show values alone.</summary>
    public byte[][] Order { get; init; } = [];
}

/// <summary>How the data of an event of Microsoft's DNS server are to be read.</summary>
enum MicrosoftAuditShape : byte
{
    /// <summary>Each item says one thing.</summary>
    Plain,
    /// <summary>A record of a zone: its name, type and data.</summary>
    Record,
    /// <summary>A setting of the server, whose name says what it is about.</summary>
    ServerSetting,
    /// <summary>A setting of a zone.</summary>
    ZoneSetting,
    /// <summary>A zone, with its type.</summary>
    Zone,
    /// <summary>A delegation: a zone in another, and its name server.</summary>
    Delegation,
}
