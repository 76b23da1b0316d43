using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Files;

/// <summary>How far a case is.</summary>
public enum CaseState
{
    /// <summary>Nobody works on it yet.</summary>
    Open,
    /// <summary>Somebody works on it.</summary>
    InProgress,
    /// <summary>Somebody else has to answer first.</summary>
    Waiting,
    /// <summary>What it is about is cut off; the rest is to be done.</summary>
    Contained,
    /// <summary>Nothing is to be done any more.</summary>
    Closed,
}

/// <summary>The words of states and of closings, which are never renamed.</summary>
public static class CaseWords
{
    /// <summary>The closing of what was an adversary's doing.</summary>
    public const string TruePositive = "true-positive";
    /// <summary>The closing of what was harmless.</summary>
    public const string Benign = "benign";
    /// <summary>The closing of what another case is about.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The states in words, in their order.</summary>
    public static ImmutableArray<string> States { get; } = ["open", "in-progress", "waiting", "contained", "closed"];

    /// <summary>What a case may be closed as.</summary>
    public static ImmutableArray<string> Closings { get; } = [TruePositive, Benign, Duplicate];

    /// <summary>The word of a state.</summary>
    public static string Of(CaseState state) => States[(int)state];

    /// <summary>The state of a word; null where it is none.</summary>
    public static CaseState? StateOf(string word) => States.IndexOf(word) is >= 0 and var at ? (CaseState)at : null;
}
