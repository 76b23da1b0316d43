namespace Nameward.Transform;

/// <summary>A kind of transformation, as it is named on the command line.</summary>
/// <param name="Id">Its name, kebab-case.</param>
/// <param name="Argument">What its argument is; empty where it takes none.</param>
/// <param name="Explains">What it does, in a few words.</param>
/// <param name="Make">Makes it from its argument; null where the argument makes no sense.</param>
sealed record TransformationKind(string Id, string Argument, string Explains, Func<string, ITransformation?> Make)
{
    /// <summary>Whether an argument follows the name.</summary>
    public bool TakesArgument => Argument != "";
}
