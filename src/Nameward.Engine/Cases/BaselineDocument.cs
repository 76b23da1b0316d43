using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a baseline holds, for people and programs (schema <c>nameward/baseline-show/1</c>).</summary>
public sealed record BaselineDocument
{
    /// <summary>The schema that documents have.</summary>
    public const string SchemaName = "nameward/baseline-show/1";

    /// <summary>Name and version of the form.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>The days that were learned, ascending.</summary>
    public required ImmutableArray<BaselineDayRow> Days { get; init; }
    /// <summary>Client-days that were learned.</summary>
    public required int ClientDays { get; init; }
    /// <summary>Whether they are enough to say what is normal.</summary>
    public required bool Suffices { get; init; }
    /// <summary>The roles that were inferred.</summary>
    public required ImmutableArray<BaselineRoleRow> Roles { get; init; }
    /// <summary>Quantiles of each role that is measured; of the whole fleet first, where its role is null.</summary>
    public required ImmutableArray<BaselineQuantiles> Quantiles { get; init; }
    /// <summary>Client-days that the shipped figures stand on.</summary>
    public required int ShippedClientDays { get; init; }
    /// <summary>What is to be looked at before it is trusted.</summary>
    public required ImmutableArray<Sentence> Warnings { get; init; }
}

/// <summary>One day of a baseline.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="ClientDays">Client-days that were learned.</param>
/// <param name="LeftOut">Client-days that were left out, because something was found of the client.</param>
public sealed record BaselineDayRow(DateOnly Day, int ClientDays, int LeftOut);

/// <summary>One role.</summary>
/// <param name="Role">Its word.</param>
/// <param name="Clients">Clients that were this on most of their days, as far as clients are kept.</param>
/// <param name="ClientDays">Client-days that were measured.</param>
/// <param name="IsComparedByItself">Whether enough is known of it; else the whole fleet stands for it.</param>
public sealed record BaselineRoleRow(string Role, int Clients, int ClientDays, bool IsComparedByItself);

/// <summary>What so many of a hundred client-days had at most.</summary>
/// <param name="Role">The role; null for the whole fleet.</param>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Title">What it is.</param>
/// <param name="Figures">At 50, 90, 99 and 100; null where nothing was measured.</param>
/// <param name="Shipped">The shipped figures beside them; null where there are none.</param>
public sealed record BaselineQuantiles(string? Role, string Measure, string Title, ImmutableArray<int>? Figures, ImmutableArray<int>? Shipped);
