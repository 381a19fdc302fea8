package dom

import "strings"

// Names of svg and math that are not all lower case, from the HTML standard (13.2.6.5 and 13.2.6.1).

var svgNames = camelCase("altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath " +
	"feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap " +
	"feDistantLight feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology " +
	"feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient " +
	"radialGradient textPath")

var svgAttrs = camelCase("attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits " +
	"diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength " +
	"keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth " +
	"maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX " +
	"pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur " +
	"requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation " +
	"stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget " +
	"xChannelSelector yChannelSelector zoomAndPan")

var mathAttrs = camelCase("definitionURL")

// camelCase maps each of the names from its lower-case form.
func camelCase(names string) map[string]string {
	m := map[string]string{}
	for _, name := range strings.Fields(names) {
		m[strings.ToLower(name)] = name
	}
	return m
}
