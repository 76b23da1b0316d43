namespace Nameward.Transform;

/// <summary>One change to a recording, such as an adversary, another network or another kind of evidence makes. It has no state.</summary>
interface ITransformation
{
    /// <summary>What it does, as it is written on the command line and in notes.</summary>
    string Text { get; }

    /// <summary>The changed recording; all that is drawn by lot comes from <paramref name="random"/>.</summary>
    Recording Apply(Recording recording, Random random);
}
