using System.Globalization;

namespace Nameward.Transform;

/// <summary>The command line.</summary>
static class Arguments
{
    /// <summary>What it understands.</summary>
    public static string Usage => $"""
        usage: Nameward.Transform copy TRUTH.tsv FOLDER [TRANSFORMATION [ARGUMENT]]... [--seed S]
               Nameward.Transform robustness SHARED [TRANSFORMATION]... [--seed S]
               Nameward.Transform generated SHARED [--seed S]
               Nameward.Transform quantiles SHARED

        copy        writes a changed copy of every labelled channel, and TRUTH.tsv, into FOLDER
        robustness  triages such copies of the channels in SHARED/lab and SHARED/captures, and prints a table; with words, only rows that begin with one
        generated   has a client of a day in SHARED/lab ask for the names of algorithms in SHARED/intel, and prints after how many it is found
        quantiles   measures what clients of the benign recordings in SHARED/lab and SHARED/captures do in a day, and prints the figures that come with the program

        transformations, in the order given:
        {string.Join("\n", TransformationList.All.Select(kind => $"  {kind.Id + " " + kind.Argument,-20} {kind.Explains}"))}
        """;

    /// <summary>Takes <c>--seed S</c> off the end; 1 where there is none.</summary>
    public static int TakeSeed(ref string[] arguments)
    {
        if (arguments is not [.., "--seed", var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return 1;
        }
        arguments = arguments[..^2];
        return seed;
    }
}
