using System.Collections.Immutable;

namespace Nameward.Engine.Cases;

/// <summary>A kind of thing that two findings may share, and what it can be worth.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Words">What it is called: "same name-server address".</param>
/// <param name="Group">
/// What follows from one another: of a group the strongest counts alone. Who has a zone has its name servers and their addresses; a tool makes the form of its names.
/// </param>
/// <param name="Most">The most bits that one is worth: how seldom two strangers have the same, where nothing is known of how common it is.</param>
/// <param name="IsHeld">Whether somebody holds it, so that strangers who have it too are found among harmless zones; else it is a manner, which strangers share by choice.</param>
public sealed record TraitKind(string Id, string Words, TraitGroup Group, double Most, bool IsHeld)
{
    /// <summary>A registrable domain.</summary>
    public const string Zone = "zone";
    /// <summary>The name of a name server of the zone itself.</summary>
    public const string NameServer = "name-server";
    /// <summary>An address of such a name server.</summary>
    public const string NameServerAddress = "name-server-address";
    /// <summary>The server outside that a finding is about.</summary>
    public const string ServerAddress = "server-address";
    /// <summary>An address that names of the zone lead to.</summary>
    public const string AnswerAddress = "answer-address";
    /// <summary>The form of the names below the zone.</summary>
    public const string LabelTemplate = "label-template";
    /// <summary>A proved tool.</summary>
    public const string Tool = "tool";
    /// <summary>The interval of a clock.</summary>
    public const string Period = "period";
    /// <summary>The file name of the program that asked.</summary>
    public const string Process = "process";
    /// <summary>The day on which the zone was registered.</summary>
    public const string Registered = "registered";

    /// <summary>Every kind, those that say most first.</summary>
    public static ImmutableArray<TraitKind> All { get; } =
    [
        new(Zone, "zone", TraitGroup.Holder, 20, IsHeld: true),
        new(NameServerAddress, "name-server address", TraitGroup.Holder, 14, IsHeld: true),
        new(NameServer, "name server", TraitGroup.Holder, 14, IsHeld: true),
        new(ServerAddress, "server address", TraitGroup.Holder, 14, IsHeld: true),
        new(AnswerAddress, "answer address", TraitGroup.Target, 12, IsHeld: true),
        new(LabelTemplate, "form of names", TraitGroup.Manner, 6, IsHeld: false),
        new(Process, "program", TraitGroup.Host, 4, IsHeld: false),
        new(Period, "interval", TraitGroup.Time, 4, IsHeld: false),
        new(Tool, "tool", TraitGroup.Manner, 3, IsHeld: false),
        new(Registered, "day of registration", TraitGroup.Registration, 3, IsHeld: false),
    ];

    /// <summary>The kind of an id; null where this version knows none.</summary>
    public static TraitKind? Of(string id) => All.FirstOrDefault(kind => kind.Id == id);
}

/// <summary>Traits that follow from one another.</summary>
public enum TraitGroup
{
    /// <summary>Whose it is.</summary>
    Holder,
    /// <summary>Where its names lead to.</summary>
    Target,
    /// <summary>How its names are made.</summary>
    Manner,
    /// <summary>What runs on the host.</summary>
    Host,
    /// <summary>When it asks.</summary>
    Time,
    /// <summary>Who registered it.</summary>
    Registration,
}
