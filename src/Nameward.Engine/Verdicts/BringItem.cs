using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>Something that would make an answer surer: a source of evidence, a list, tickets, a baseline.</summary>
/// <param name="What">What to bring.</param>
/// <param name="Adds">What it adds.</param>
/// <param name="Answers">The questions that it helps to answer; none where it tells whose and how.</param>
/// <param name="Steps">How it is turned on or had, one for each product.</param>
public sealed record BringItem(string What, string Adds, ImmutableArray<QuestionId> Answers, ImmutableArray<BringSteps> Steps)
{
    /// <summary>Both in one line.</summary>
    public string Text => $"{What}: {Adds}";
}

/// <summary>How a source is turned on in one product.</summary>
/// <param name="Product">The product, with the version whose manual says so.</param>
/// <param name="Text">What to do, in a sentence without its end.</param>
/// <param name="Lines">The lines to write or to run, in order.</param>
public sealed record BringSteps(string Product, string Text, ImmutableArray<string> Lines);
