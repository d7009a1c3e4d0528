/** The version of the Pintumbler native API that this client speaks. */
export const apiVersion = 'v1';
