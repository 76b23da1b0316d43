namespace Nameward.Engine.Reports;

/// <summary>A thing at its place in a picture, in the picture's own units from its upper left corner.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
/// <param name="Of">The thing.</param>
readonly record struct PlotPoint<T>(double X, double Y, T Of);
